/*
 * Entries of the register of Standar Data, offered while somebody types.
 *
 * In HTML: the macro "offers" of macros/sdijember_standar.html on a text field; see there for its parameters.
 *
 * In scripts, for fields that are made later (a grid of variables, say):
 *
 *   var standar = window.sdijemberStandar.attach(input, {kind: 'variabel', texts: {...}, choose: function (entry) {...}});
 *   standar.destroy();
 *
 *   kind    "konsep" or "variabel"
 *   texts   {found: '{count} …', none: '…'}: what screen readers are told of the list (optional)
 *   choose  called with the entry that was chosen (optional)
 *
 * Choosing also sends the event "sdijember:standar" from the input; it bubbles, and its detail is the entry: kode, nama,
 * jenis, konsep, definisi, klasifikasi, ukuran, satuan, referensi, aturan_validasi, value_domain (texts, perhaps empty).
 */
(function () {
  var LIMIT = 8;
  var WAIT = 200;
  var lists = 0;

  function made(tag, name, parent) {
    var element = document.createElement(tag);
    element.className = name;
    parent.appendChild(element);
    return element;
  }

  function address(kind, q) {
    var root = (window.ckan && window.ckan.SITE_ROOT) || '';
    var asked = new URLSearchParams({ q: q, jenis: kind, limit: LIMIT });
    return root + '/api/3/action/sdijember_standar_autocomplete?' + asked;
  }

  function Suggest(input, options) {
    this.input = input;
    this.options = options;
    this.entries = [];
    this.active = -1;
    this.build();
    this.listeners = {
      input: this.onInput.bind(this),
      keydown: this.onKey.bind(this),
      blur: this.close.bind(this)
    };
    Object.keys(this.listeners).forEach(function (name) {
      input.addEventListener(name, this.listeners[name]);
    }, this);
  }

  Suggest.prototype = {
    build: function () {
      var id = 'sdi-suggest-' + (++lists);
      /* somebody may be typing already; moving the field would take the focus away */
      var typing = document.activeElement === this.input;
      this.box = document.createElement('div');
      this.box.className = 'sdi-suggest';
      this.input.parentNode.insertBefore(this.box, this.input);
      this.box.appendChild(this.input);
      this.list = made('ul', 'sdi-suggest__list', this.box);
      this.list.id = id;
      this.list.hidden = true;
      this.list.setAttribute('role', 'listbox');
      this.list.setAttribute('aria-label', 'Standar Data');
      this.status = made('div', 'visually-hidden', this.box);
      this.status.setAttribute('role', 'status');
      this.set({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id });
      /* the press must not take the focus away before the choice is made */
      this.list.addEventListener('mousedown', function (event) { event.preventDefault(); });
      this.list.addEventListener('click', this.onClick.bind(this));
      if (typing) {
        this.input.focus({ preventScroll: true });
        if (this.input.value !== this.input.defaultValue) { this.onInput(); }
      }
    },
    set: function (attributes) {
      Object.keys(attributes).forEach(function (name) {
        this.input.setAttribute(name, attributes[name]);
      }, this);
    },
    onInput: function () {
      var q = this.input.value.trim();
      clearTimeout(this.timer);
      this.close();
      if (q.length < 2) { return; }
      this.timer = setTimeout(this.ask.bind(this, q), WAIT);
    },
    ask: function (q) {
      if (this.request) { this.request.abort(); }
      this.request = new AbortController();
      fetch(address(this.options.kind, q), { signal: this.request.signal, credentials: 'same-origin' })
        .then(function (answer) { return answer.ok ? answer.json() : { result: [] }; })
        .then(function (answer) {
          if (q === this.input.value.trim() && document.activeElement === this.input) { this.show(answer.result); }
        }.bind(this))
        .catch(function () { /* the field works without the list */ });
    },
    show: function (entries) {
      var texts = this.options.texts || {};
      this.entries = entries;
      this.active = -1;
      this.list.textContent = '';
      entries.forEach(function (entry, index) {
        var option = made('li', 'sdi-suggest__option', this.list);
        option.id = this.list.id + '-' + index;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.dataset.index = index;
        made('span', 'sdi-suggest__name', option).textContent = entry.nama;
        made('span', 'sdi-suggest__line', option).textContent =
          [entry.kode, entry.ukuran, entry.satuan].filter(Boolean).join(' · ');
        made('span', 'sdi-suggest__line', option).textContent =
          entry.definisi.length > 110 ? entry.definisi.slice(0, 110) + '…' : entry.definisi;
      }, this);
      this.list.hidden = !entries.length;
      this.set({ 'aria-expanded': String(entries.length > 0) });
      this.status.textContent =
        (entries.length ? texts.found || '' : texts.none || '').replace('{count}', entries.length);
    },
    onKey: function (event) {
      var open = !this.list.hidden;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (!open) { return; }
        event.preventDefault();
        var count = this.entries.length;
        var step = event.key === 'ArrowDown' ? 1 : -1;
        this.mark(this.active === -1 && step === -1 ? count - 1 : (this.active + step + count) % count);
      } else if (event.key === 'Enter' && open && this.active !== -1) {
        event.preventDefault();
        this.choose(this.entries[this.active]);
      } else if (event.key === 'Escape' && open) {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      }
    },
    mark: function (index) {
      this.active = index;
      Array.prototype.forEach.call(this.list.children, function (option, at) {
        option.setAttribute('aria-selected', String(at === index));
        if (at === index) {
          this.set({ 'aria-activedescendant': option.id });
          option.scrollIntoView({ block: 'nearest' });
        }
      }, this);
    },
    onClick: function (event) {
      var option = event.target.closest('[role="option"]');
      if (option) { this.choose(this.entries[option.dataset.index]); }
    },
    choose: function (entry) {
      this.close();
      if (this.options.choose) { this.options.choose(entry); }
      this.input.dispatchEvent(new CustomEvent('sdijember:standar', { bubbles: true, detail: entry }));
    },
    close: function () {
      clearTimeout(this.timer);
      if (this.request) { this.request.abort(); }
      this.list.hidden = true;
      this.active = -1;
      this.set({ 'aria-expanded': 'false' });
      this.input.removeAttribute('aria-activedescendant');
    },
    destroy: function () {
      this.close();
      Object.keys(this.listeners).forEach(function (name) {
        this.input.removeEventListener(name, this.listeners[name]);
      }, this);
      this.box.parentNode.insertBefore(this.input, this.box);
      this.box.remove();
    }
  };

  window.sdijemberStandar = {
    attach: function (input, options) { return new Suggest(input, options); }
  };
})();

/* A field that offers entries, and fills its neighbours from the one chosen: never over what is written, unless asked. */
this.ckan.module('sdijember-standar', function () {
  return {
    options: { kind: '', fill: {}, found: '', none: '', chosen: '', filled: '', kept: '', replace: '' },
    initialize: function () {
      var input = this.el[0];
      this.suggest = window.sdijemberStandar.attach(input, {
        kind: this.options.kind,
        texts: { found: this.options.found, none: this.options.none },
        choose: this.onChoose.bind(this)
      });
      this.scope = input.closest('[data-sdi-standar-scope]') || input.form;
      this.said = document.createElement('div');
      this.said.className = 'sdi-suggest__said';
      this.said.setAttribute('role', 'status');
      this.suggest.box.after(this.said);
    },
    teardown: function () {
      this.suggest.destroy();
      this.said.remove();
    },
    control: function (name) {
      return name === this.el[0].name ? this.el[0] : this.scope.querySelector('[name="' + name + '"]');
    },
    label: function (control) {
      var label = control.labels && control.labels[0];
      return label ? label.firstChild.textContent.trim() : control.name;
    },
    write: function (control, value) {
      control.value = value;
      control.dispatchEvent(new Event('change', { bubbles: true }));
    },
    onChoose: function (entry) {
      var filled = [];
      var kept = [];
      Object.keys(this.options.fill).forEach(function (name) {
        var control = this.control(name);
        var value = entry[this.options.fill[name]];
        if (!control || !value || control.value.trim() === value) { return; }
        if (control === this.el[0]) {
          this.write(control, value);
        } else if (!control.value.trim()) {
          this.write(control, value);
          filled.push(control);
        } else {
          kept.push({ control: control, value: value });
        }
      }, this);
      this.tell(entry, filled, kept);
    },
    tell: function (entry, filled, kept) {
      var names = function (controls) { return controls.map(this.label, this).join(', '); }.bind(this);
      var lines = [this.options.chosen.replace('{name}', entry.nama).replace('{code}', entry.kode)];
      if (filled.length) { lines.push(this.options.filled.replace('{fields}', names(filled))); }
      if (kept.length) {
        lines.push(this.options.kept.replace('{fields}', names(kept.map(function (one) { return one.control; }))));
      }
      this.said.textContent = lines.join(' ');
      if (kept.length) { this.offer(entry, filled, kept); }
    },
    offer: function (entry, filled, kept) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-secondary btn-sm d-block';
      button.textContent = this.options.replace;
      button.addEventListener('click', function () {
        kept.forEach(function (one) { this.write(one.control, one.value); }, this);
        this.tell(entry, filled.concat(kept.map(function (one) { return one.control; })), []);
        this.el[0].focus();
      }.bind(this));
      this.said.appendChild(button);
    }
  };
});
