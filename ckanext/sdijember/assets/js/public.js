/* Small comforts of the public pages; every page works without them. */
(function () {
  'use strict';

  /* Buttons that copy a text */
  function offerCopying(root) {
    root.querySelectorAll('[data-sdi-copy]').forEach(function (button) {
      if (!navigator.clipboard) return;
      button.hidden = false;
    });
  }

  function copy(button) {
    var label = button.querySelector('span');
    var before = label.textContent;
    navigator.clipboard.writeText(document.getElementById(button.dataset.sdiCopy).textContent.trim()).then(function () {
      label.textContent = button.dataset.sdiDone;
      announce(button.dataset.sdiDone);
      setTimeout(function () { label.textContent = before; }, 2000);
    });
  }

  /* Filters below a button on narrow screens */
  function offerToggles(root) {
    root.querySelectorAll('[data-sdi-toggle]').forEach(function (button) {
      var panel = document.getElementById(button.dataset.sdiToggle);
      if (!panel) return;
      button.hidden = false;
      if (button.hasAttribute('aria-expanded')) {
        button.setAttribute('aria-expanded', String(document.body.classList.contains('sdi-filters-open')));
      }
    });
  }

  function toggle(id) {
    var open = document.body.classList.toggle('sdi-filters-open');
    var opener = document.querySelector('[data-sdi-toggle="' + id + '"][aria-expanded]');
    opener.setAttribute('aria-expanded', String(open));
    (open ? document.getElementById(id).querySelector('summary') : opener).focus();
  }

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && document.body.classList.contains('sdi-filters-open')) toggle('search-facets');
  });

  /* Tell screen readers what changed without moving them there */
  var live = document.createElement('div');
  live.className = 'visually-hidden';
  live.setAttribute('role', 'status');
  document.body.appendChild(live);

  function announce(text) {
    live.textContent = '';
    setTimeout(function () { live.textContent = text; }, 50);
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-sdi-copy], [data-sdi-toggle]');
    if (!button) return;
    if (button.dataset.sdiCopy) copy(button); else toggle(button.dataset.sdiToggle);
  });

  function prepare(root) {
    offerCopying(root);
    offerToggles(root);
  }

  prepare(document);

  /* Results that HTMX put in place: offer the comforts again, say the new count, keep opened filters open */
  var opened = {};
  document.body.addEventListener('htmx:oobBeforeSwap', function (event) {
    event.detail.target.querySelectorAll('details[id]').forEach(function (facet) { opened[facet.id] = facet.open; });
  });
  document.body.addEventListener('htmx:oobAfterSwap', function (event) {
    var part = document.getElementById(event.detail.target.id) || document;
    part.querySelectorAll('details[id]').forEach(function (facet) {
      if (facet.id in opened) facet.open = opened[facet.id];
    });
    prepare(document);
    var count = part.querySelector('[data-sdi-announce]');
    if (count) announce(count.textContent.trim());
  });
  document.body.addEventListener('htmx:responseError', function (event) {
    window.location.assign(event.detail.pathInfo.responsePath || event.detail.pathInfo.requestPath);
  });
})();
