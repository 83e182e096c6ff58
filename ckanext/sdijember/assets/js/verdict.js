/*
 * Verdicts and ticks of the review page, saved one by one as they are given. Without this script the form saves them all.
 *
 * The form #putusan, wherever on the page its fields stand: v.<item> verdict, k.<item> category, c.<item> comment,
 * w.<item> what the page has shown; t.<line> tick, u.<line> what it was.
 */
(function () {
  var queue = Promise.resolve();

  function fields(form, names) {
    var data = new FormData();
    ['version'].concat(names).forEach(function (name) {
      var field = form.elements.namedItem(name);
      if (!field) { return; }
      if (field.type === 'checkbox') { if (field.checked) { data.append(name, field.value); } return; }
      data.append(name, field.value);
    });
    form.querySelectorAll('input[type=hidden]').forEach(function (field) {
      if (!data.has(field.name)) { data.append(field.name, field.value); }
    });
    return data;
  }

  function send(form, names) {
    /* one after the other: the second must know what the first has saved */
    var sent = queue.then(function () {
      return fetch(form.action, {
        method: 'POST', body: fields(form, names), credentials: 'same-origin', headers: { Accept: 'application/json' }
      });
    }).then(function (response) {
      if (response.status !== 200 && response.status !== 409 && response.status !== 422) { throw new Error(); }
      return response.json();
    });
    queue = sent.catch(function () {});
    return sent;
  }

  function replace(selector, html) {
    document.querySelectorAll(selector).forEach(function (place) { place.innerHTML = html; });
  }

  function refresh(answer) {
    if (answer.counts) { replace('[data-sdi-counts]', answer.counts); }
    document.querySelectorAll('[data-sdi-letter]').forEach(function (place) {
      var heading = place.querySelector('h3');
      place.innerHTML = answer.letter;
      place.insertBefore(heading, place.firstChild);
    });
  }

  function complaints(errors) {
    return Object.keys(errors).map(function (name) { return [].concat(errors[name]).join(' '); }).join(' ');
  }

  function tell(box, text) {
    box.querySelector('.sdi-verdict__told').textContent = text;
  }

  function saveVerdict(form, box) {
    var item = box.dataset.item;
    var chosen = box.querySelector('input[type=radio]:checked');
    var verdict = chosen ? chosen.value : '';
    var lacking = verdict === 'perbaiki' && (!box.querySelector('select').value || !box.querySelector('textarea').value.trim());
    if (lacking) { tell(box, form.dataset.lacking); return; }
    tell(box, form.dataset.saving);
    send(form, ['v.', 'k.', 'c.', 'w.'].map(function (sign) { return sign + item; })).then(function (answer) {
      var wrong = (answer.errors.items || {})[item] || (Object.keys(answer.errors).length ? answer.errors : null);
      if (wrong) { tell(box, complaints(wrong)); return; }
      form.elements.namedItem('w.' + item).value = answer.items[item];
      box.className = box.className.replace(/sdi-verdict--(belum|sesuai|perbaiki)/, 'sdi-verdict--' + (verdict || 'belum'));
      box.querySelector('.sdi-verdict__state').textContent = chosen.parentNode.textContent.trim();
      box.querySelectorAll('.error-block').forEach(function (block) { block.remove(); });
      tell(box, form.dataset.saved);
      refresh(answer);
    }).catch(function () { tell(box, form.dataset.failed); });
  }

  function saveTick(form, tick) {
    var code = tick.name.slice(2);
    send(form, ['t.' + code, 'u.' + code]).then(function (answer) {
      if (Object.keys(answer.errors).length) { throw new Error(); }
      form.elements.namedItem('u.' + code).value = tick.checked ? '1' : '';
      var list = tick.closest('details');
      var boxes = list.querySelectorAll('input[type=checkbox]');
      var ticked = list.querySelectorAll('input[type=checkbox]:checked').length;
      var count = list.querySelector('[data-sdi-ticked]');
      count.textContent = count.textContent.replace(/\d+/, ticked);
      document.querySelectorAll('[data-sdi-unticked]').forEach(function (place) { place.hidden = ticked === boxes.length; });
    }).catch(function () {
      tick.checked = !tick.checked;
      window.alert(form.dataset.failed);
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    var form = document.querySelector('form[data-sdi-verdicts]');
    if (!form) { return; }
    document.addEventListener('change', function (event) {
      var box = event.target.closest('.sdi-verdict');
      if (box && event.target.form === form) { saveVerdict(form, box); }
      if (event.target.form === form && event.target.name.indexOf('t.') === 0) { saveTick(form, event.target); }
    });
    /* the way to one item opens it */
    function open() {
      var place = location.hash && document.getElementById(location.hash.slice(1));
      var details = place && place.querySelector('details');
      if (details) { details.open = true; }
    }
    window.addEventListener('hashchange', open);
    open();
  });
})();
