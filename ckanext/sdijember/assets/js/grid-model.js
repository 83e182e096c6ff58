/* The lines of a sheet and what is done to them. Lines are never changed, only replaced: so every step can be undone. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};
  const STEPS = 100;
  let keys = 0;

  function Model(columns, rows, most) {
    this.columns = columns;
    this.most = most;
    this.rows = some(rows.map(made));
    this.saved = this.rows;
    this.past = [];
    this.future = [];
    this.watchers = [];
  }

  /* A line: ``key`` names it on this page, ``id`` in the portal ("" as long as it is not stored). */
  function made(row) {
    return { key: ++keys, id: row.id || '', values: row.values };
  }

  /* At least one line to write in. */
  function some(rows) { return rows.length ? rows : [made({ values: {} })]; }

  grid.row = function (values) { return made({ values: values || {} }); };

  grid.isBlank = function (row) {
    return Object.keys(row.values).every(function (name) { return !row.values[name].trim(); });
  };

  Model.prototype = {
    watch: function (watcher) { this.watchers.push(watcher); },
    tell: function (what) {
      this.watchers.forEach(function (watcher) { watcher(what || {}); });
    },
    isDirty: function () { return this.rows !== this.saved; },

    /* Make ``rows`` the lines; ``what.row`` names the only one that changed. */
    become: function (rows, what) {
      this.past.push(this.rows);
      if (this.past.length > STEPS) { this.past.shift(); }
      this.future = [];
      this.rows = rows;
      this.tell(what);
    },
    undo: function () { return this.step(this.past, this.future); },
    redo: function () { return this.step(this.future, this.past); },
    step: function (from, to) {
      if (!from.length) { return false; }
      to.push(this.rows);
      this.rows = from.pop();
      this.tell();
      return true;
    },
    /* What the server has stored: the same lines, now with ids. */
    store: function (stored) {
      const kept = this.rows.filter(function (row) { return !grid.isBlank(row); });
      this.rows = some(stored.map(function (row, index) {
        return { key: kept[index] ? kept[index].key : ++keys, id: row.id, values: row.values };
      }));
      this.saved = this.rows;
      this.past = [];
      this.future = [];
      this.tell();
    },
    payload: function () {
      return this.rows.map(function (row) { return Object.assign(row.id ? { id: row.id } : {}, row.values); });
    },

    text: function (r, c) { return this.rows[r].values[this.columns[c].name] || ''; },

    /* The text as it is kept: a code where its label was written. */
    normal: function (c, text) {
      const column = this.columns[c];
      text = text.replace(/\r\n?/g, '\n');
      if (column.kind !== 'code') { return text; }
      const wanted = text.trim().toLowerCase();
      const option = column.options.find(function (one) {
        return one.code.toLowerCase() === wanted || one.label.toLowerCase() === wanted;
      });
      return option ? option.code : text.trim();
    },
    shown: function (c, text) {
      const option = this.columns[c].options.find(function (one) { return one.code === text; });
      return option && this.columns[c].kind === 'code' ? option.label : text;
    },

    /* Change cells: a list of [row, column, text]; rows below the last one are added. */
    set: function (cells) {
      const rows = this.rows.slice();
      let touched = null;
      cells.forEach(function (cell) {
        while (rows.length <= cell[0]) { rows.push(grid.row()); }
        const row = rows[cell[0]];
        const name = this.columns[cell[1]].name;
        const text = this.normal(cell[1], cell[2]);
        if ((row.values[name] || '') === text) { return; }
        const values = Object.assign({}, row.values);
        values[name] = text;
        rows[cell[0]] = { key: row.key, id: row.id, values: values };
        touched = touched === null || touched === cell[0] ? cell[0] : -1;
      }, this);
      if (touched === null && rows.length === this.rows.length) { return; }
      this.become(rows, rows.length === this.rows.length && touched >= 0 ? { row: touched } : {});
    },

    insert: function (at, rows) {
      this.become(this.rows.slice(0, at).concat(rows, this.rows.slice(at)));
    },
    duplicate: function (from, to, mark) {
      const copies = this.rows.slice(from, to + 1).map(function (row) {
        const values = Object.assign({}, row.values);
        ['id_variabel_mms', 'id_indikator_mms'].forEach(function (name) { delete values[name]; });
        if (values.nama) { values.nama = mark.replace('{name}', values.nama); }
        return grid.row(values);
      });
      this.insert(to + 1, copies);
    },
    remove: function (from, to) {
      this.become(some(this.rows.slice(0, from).concat(this.rows.slice(to + 1))));
    },
    /* Move lines so that the first of them stands at ``at`` among the others. */
    move: function (from, to, at) {
      const moved = this.rows.slice(from, to + 1);
      const rest = this.rows.slice(0, from).concat(this.rows.slice(to + 1));
      if (at < 0 || at > rest.length || at === from) { return false; }
      this.become(rest.slice(0, at).concat(moved, rest.slice(at)));
      return true;
    },

    applies: function (c, row) {
      const when = this.columns[c].when;
      return !when || when.values.indexOf(row.values[when.field] || '') !== -1;
    },
    isMissing: function (c, row) {
      return this.columns[c].required && !(row.values[this.columns[c].name] || '').trim() && this.applies(c, row);
    },
    missing: function () {
      let count = 0;
      this.rows.forEach(function (row) {
        if (grid.isBlank(row)) { return; }
        for (let c = 0; c < this.columns.length; c++) { count += this.isMissing(c, row) ? 1 : 0; }
      }, this);
      return count;
    }
  };

  grid.Model = Model;
})();
