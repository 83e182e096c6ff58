/*
 * The queue by keyboard: j and k go to the next and the previous dataset, Enter opens it, x ticks it, ? shows the keys.
 * Everything works without this file too.
 */
(function () {
  var list = document.querySelector('[data-queue]');
  var help = document.querySelector('[data-queue-keys]');
  if (!list) { return; }
  var items = Array.prototype.slice.call(list.querySelectorAll('.sdi-job'));
  var current = -1;

  function typing(target) {
    return target.closest && target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog');
  }

  function go(to) {
    if (to < 0 || to >= items.length) { return; }
    if (items[current]) { items[current].classList.remove('is-current'); }
    current = to;
    items[current].classList.add('is-current');
    var link = items[current].querySelector('.sdi-job__title a');
    if (link) { link.focus(); }
    items[current].scrollIntoView({ block: 'nearest' });
  }

  function tick() {
    var box = items[current] && items[current].querySelector('.sdi-job__tick');
    if (box) {
      box.checked = !box.checked;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  function count() {
    var number = list.querySelectorAll('.sdi-job__tick:checked').length;
    var shown = document.querySelector('[data-queue-count]');
    if (shown) { shown.textContent = number ? String(number) : ''; shown.hidden = !number; }
  }

  var keys = {
    j: function () { go(current + 1); },
    k: function () { go(current - 1); },
    x: tick,
    '?': function () { if (help && help.showModal && !help.open) { help.showModal(); } }
  };

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) { return; }
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  items.forEach(function (item, number) {
    item.addEventListener('focusin', function () {
      if (items[current]) { items[current].classList.remove('is-current'); }
      current = number;
      item.classList.add('is-current');
    });
  });

  list.addEventListener('change', count);
  document.querySelectorAll('[data-queue-help]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', keys['?']);
  });
  count();
})();
