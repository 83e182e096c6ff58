/* The sheet on a phone: one line is one card, its fields below each other. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};
  let ids = 0;

  /*
   * place    element that holds the cards
   * model    grid.Model
   * options  texts, locked, marks(row), command(name, r), suggest(control, column, r, done)
   */
  function Cards(place, model, options) {
    this.place = place;
    this.model = model;
    this.options = options;
    this.list = grid.made('ol', 'sdi-linecards', place);
    this.open = {};
    this.list.addEventListener('toggle', this.onToggle.bind(this), true);
    this.list.addEventListener('change', this.onChange.bind(this));
    this.list.addEventListener('click', this.onClick.bind(this));
  }

  Cards.prototype = {
    render: function () {
      this.list.textContent = '';
      this.model.rows.forEach(this.card, this);
    },
    renderRow: function (r) {
      const card = this.list.children[r];
      this.head(card.querySelector('summary'), r);
      this.mark(card, r);
    },
    card: function (row, r) {
      const item = grid.made('li', 'sdi-linecard', this.list);
      item.id = 'baris-' + (r + 1);
      const fold = grid.made('details', '', item);
      this.head(grid.made('summary', 'sdi-linecard__head', fold), r);
      grid.made('div', 'sdi-linecard__body', fold);
      if (this.open[row.key]) { fold.open = true; }
    },
    head: function (summary, r) {
      const row = this.model.rows[r];
      const marks = this.options.marks(row);
      const wrong = Object.keys(marks).filter(function (name) { return marks[name].level === 'error'; }).length;
      let missing = 0;
      this.model.columns.forEach(function (column, c) { missing += this.model.isMissing(c, row) ? 1 : 0; }, this);
      summary.textContent = '';
      grid.made('span', 'sdi-linecard__no', summary, String(r + 1));
      grid.made('span', 'sdi-linecard__name', summary, row.values.nama || this.options.texts.unnamed);
      if (wrong) { grid.made('span', 'sdi-chip sdi-chip--closed', summary, this.options.texts.wrong.replace('{count}', wrong)); }
      else if (missing && !grid.isBlank(row)) {
        grid.made('span', 'sdi-chip sdi-chip--priority', summary, this.options.texts.missing.replace('{count}', missing));
      }
    },
    indexOf: function (element) {
      return Array.prototype.indexOf.call(this.list.children, element.closest('.sdi-linecard'));
    },
    /* Fields are made when a card is opened: sixty cards would be a thousand of them. */
    onToggle: function (event) {
      const r = this.indexOf(event.target);
      const row = this.model.rows[r];
      if (!row) { return; }
      this.open[row.key] = event.target.open;
      const body = event.target.querySelector('.sdi-linecard__body');
      if (event.target.open && !body.firstChild) { this.fill(body, r); }
    },
    fill: function (body, r) {
      this.model.columns.forEach(function (column, c) {
        const field = grid.made('div', 'sdi-field', body);
        const control = grid.control(column, this.model.text(r, c), false);
        const group = column.kind === 'codes';
        const label = grid.made(group ? 'div' : 'label', 'sdi-field__label', field, column.label);
        if (column.required) { grid.made('span', 'sdi-field__required', label, ' *'); }
        control.input.id = 'kartu-' + (++ids);
        if (!group) { label.htmlFor = control.input.id; }
        if (column.help) { grid.made('div', 'sdi-field__help', field, column.help); }
        field.dataset.column = c;
        field.appendChild(control.element);
        field.control = control;
        if (this.options.locked) { control.element.querySelectorAll('input').forEach(disable); disable(control.input); }
        else { this.options.suggest(control, column, r); }
      }, this);
      if (!this.options.locked) { this.buttons(body); }
      this.mark(body.closest('.sdi-linecard'), r);
    },
    buttons: function (body) {
      const bar = grid.made('div', 'sdi-actions', body);
      ['up', 'down', 'add', 'duplicate', 'remove'].forEach(function (name) {
        const button = grid.made('button', 'btn btn-sm ' + (name === 'remove' ? 'btn-link text-danger' : 'btn-secondary'), bar,
          this.options.texts[name]);
        button.type = 'button';
        button.dataset.command = name;
      }, this);
    },
    /* Say beside each field of an open card what is wrong with it, and hide the fields that are not asked. */
    mark: function (card, r) {
      const row = this.model.rows[r];
      const marks = this.options.marks(row);
      card.querySelectorAll('.sdi-field').forEach(function (field) {
        const c = Number(field.dataset.column);
        const mark = marks[this.model.columns[c].name];
        const said = field.querySelector('.sdi-field__error, .sdi-field__note');
        if (said) { said.remove(); }
        field.classList.toggle('sdi-field--error', Boolean(mark) && mark.level === 'error');
        field.classList.toggle('is-missing', !grid.isBlank(row) && this.model.isMissing(c, row));
        field.hidden = !this.model.applies(c, row) && !this.model.text(r, c);
        if (mark) {
          grid.made('div', mark.level === 'error' ? 'sdi-field__error' : 'sdi-field__note', field, mark.message);
        }
      }, this);
    },
    onChange: function (event) {
      const field = event.target.closest('.sdi-field');
      if (!field || this.options.locked) { return; }
      this.model.set([[this.indexOf(field), Number(field.dataset.column), field.control.read()]]);
    },
    onClick: function (event) {
      const button = event.target.closest('[data-command]');
      if (button) { this.options.command(button.dataset.command, this.indexOf(button)); }
    },
    go: function (r, c) {
      const card = this.list.children[r];
      if (!card) { return; }
      const fold = card.querySelector('details');
      const body = card.querySelector('.sdi-linecard__body');
      fold.open = true;
      if (!body.firstChild) { this.fill(body, r); }
      const field = card.querySelector('[data-column="' + c + '"]');
      (field || card).scrollIntoView({ block: 'center' });
      if (field) { field.control.input.focus({ preventScroll: true }); }
    },
    focus: function () { /* a phone keeps its place */ }
  };

  function disable(input) { input.disabled = true; }

  grid.Cards = Cards;
})();
