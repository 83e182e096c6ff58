/* What a cell is written with: in the sheet a box over the cell, on a phone the fields of a card. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};

  function made(tag, name, parent, text) {
    const element = document.createElement(tag);
    if (name) { element.className = name; }
    if (text) { element.textContent = text; }
    if (parent) { parent.appendChild(element); }
    return element;
  }
  grid.made = made;

  /* The control of a column: ``element``, ``read()`` → text, ``input`` (what has the focus). */
  grid.control = function (column, text, open) {
    if (column.kind === 'code') { return choice(column, text, open); }
    if (column.kind === 'codes') { return boxes(column, text); }
    const area = made('textarea', 'form-control');
    area.value = text;
    /* about 32 letters fit into a line of a phone */
    const lines = text.split('\n').reduce(function (sum, line) { return sum + 1 + Math.floor(line.length / 32); }, 0);
    area.rows = Math.min(10, Math.max(lines, column.kind === 'text' ? 1 : open ? 6 : 3));
    area.spellcheck = false;
    return { element: area, input: area, read: function () { return area.value; } };
  };

  function choice(column, text, open) {
    const select = made('select', 'form-select');
    const known = column.options.some(function (option) { return option.code === text; });
    const options = [{ code: '', label: '–' }].concat(known || !text ? [] : [{ code: text, label: text }], column.options);
    options.forEach(function (option) {
      const entry = made('option', '', select, option.label);
      entry.value = option.code;
      entry.selected = option.code === text;
    });
    if (open) { select.size = options.length; }
    return { element: select, input: select, read: function () { return select.value; } };
  }

  function boxes(column, text) {
    const given = text.split(/[;\n]/).map(function (one) { return one.trim().toLowerCase(); }).filter(Boolean);
    const list = made('div', 'sdi-boxes');
    const inputs = column.options.map(function (option) {
      const label = made('label', 'sdi-choice', list);
      const box = made('input', 'form-check-input', label);
      box.type = 'checkbox';
      box.value = option.label;
      const at = Math.max(given.indexOf(option.label.toLowerCase()), given.indexOf(option.code.toLowerCase()));
      box.checked = at !== -1;
      if (at !== -1) { given.splice(at, 1); }
      made('span', '', label, option.label);
      return box;
    });
    return {
      element: list,
      input: inputs[0],
      read: function () {
        /* what is in no list stays, for the check to speak of it */
        return inputs.filter(function (box) { return box.checked; }).map(function (box) { return box.value; })
          .concat(given).join('; ');
      }
    };
  }

  /*
   * frame    element over which the box lies
   * options  texts, commit(r, c, text, step), cancel(), suggest(control, column, r) → something with destroy()
   */
  function Editor(frame, options) {
    this.frame = frame;
    this.options = options;
    this.box = made('div', 'sdi-editor', frame);
    this.box.hidden = true;
    this.box.addEventListener('keydown', this.onKey.bind(this));
    this.box.addEventListener('focusout', this.onLeave.bind(this));
    this.box.addEventListener('input', this.count.bind(this));
    this.box.addEventListener('click', this.onClick.bind(this));
  }

  Editor.prototype = {
    /* Open over a cell; ``typed`` is the key that opened it. */
    open: function (cell, r, c, column, text, typed) {
      this.close();
      this.at = { r: r, c: c };
      this.column = column;
      this.control = grid.control(column, typed && column.kind !== 'code' && column.kind !== 'codes' ? '' : text, true);
      this.box.textContent = '';
      const head = made('div', 'sdi-editor__head', this.box);
      made('strong', '', head, column.label);
      this.counter = made('span', '', head);
      this.control.input.setAttribute('aria-label', column.label);
      this.box.appendChild(this.control.element);
      made('div', 'sdi-editor__help', this.box, column.help);
      made('div', 'sdi-editor__keys', this.box, this.options.texts[this.keys()]);
      this.suggest = this.options.suggest(this.control, column, r);
      this.put(cell);
      this.count();
      this.control.input.focus({ preventScroll: true });
      if (typed && column.kind === 'code') { this.pick(typed); }
      if (this.control.input.setSelectionRange) {
        this.control.input.setSelectionRange(this.control.input.value.length, this.control.input.value.length);
      }
    },
    keys: function () {
      if (this.column.kind === 'list') { return 'keysList'; }
      return this.column.kind === 'code' || this.column.kind === 'codes' ? 'keysChoice' : 'keysText';
    },
    isOpen: function () { return !this.box.hidden; },
    put: function (cell) {
      const at = cell.getBoundingClientRect();
      const frame = this.frame.getBoundingClientRect();
      const roomy = this.column.kind !== 'text' && this.column.kind !== 'code';
      const width = Math.min(frame.width, Math.max(at.width, roomy ? 440 : 280));
      this.box.classList.toggle('sdi-editor--roomy', roomy);
      this.box.style.width = width + 'px';
      this.box.hidden = false;
      const below = at.top - frame.top;
      const room = window.innerHeight - frame.top - this.box.offsetHeight - 80;
      this.box.style.left = Math.max(0, Math.min(at.left - frame.left, frame.width - width)) + 'px';
      this.box.style.top = Math.max(-frame.top, Math.min(below, room)) + 'px';
    },
    pick: function (typed) {
      const option = this.column.options.find(function (one) {
        return one.label.toLowerCase().indexOf(typed.toLowerCase()) === 0;
      });
      if (option) { this.control.input.value = option.code; }
    },
    count: function () {
      const length = this.control.read().length;
      this.counter.textContent = this.column.max && length > this.column.max * 0.7 ? length + ' / ' + this.column.max : '';
      this.counter.classList.toggle('is-wrong', Boolean(this.column.max) && length > this.column.max);
    },
    onClick: function (event) {
      if (event.target.tagName === 'OPTION') { this.commit(''); }
    },
    onKey: function (event) {
      if (event.defaultPrevented || event.isComposing) { return; }
      event.stopPropagation();
      const broken = this.column.kind === 'list' ? !event.ctrlKey : event.altKey || event.shiftKey;
      if (event.key === 'Escape') {
        this.close();
        this.options.cancel();
      } else if (event.key === 'Tab' && this.column.kind !== 'codes') {
        this.commit(event.shiftKey ? 'left' : 'right');
      } else if (event.key === 'Enter' && !(broken && this.control.input.tagName === 'TEXTAREA')) {
        this.commit('down');
      } else if (event.key === 'Enter' && event.altKey) {
        this.control.input.setRangeText('\n', this.control.input.selectionStart, this.control.input.selectionEnd, 'end');
      } else {
        return;
      }
      event.preventDefault();
    },
    onLeave: function (event) {
      if (this.isOpen() && !this.box.contains(event.relatedTarget)) { this.commit(''); }
    },
    commit: function (step) {
      const text = this.control.read();
      this.close();
      this.options.commit(this.at.r, this.at.c, text, step);
    },
    close: function () {
      if (this.suggest) { this.suggest.destroy(); }
      this.suggest = null;
      this.box.hidden = true;
    }
  };

  grid.Editor = Editor;
})();
