/* What is done to the lines of a sheet: commands, pasting, entries of the register. Part of the module in grid.js. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};
  /* Field of ours → what it takes of an entry of the register of Standar Data. */
  const FROM_ENTRY = {
    konsep: 'konsep', definisi: 'definisi', ukuran: 'ukuran', satuan: 'satuan', id_sds: 'kode',
    value_domain: 'value_domain', referensi_pemilihan: 'referensi', aturan_validasi: 'aturan_validasi'
  };

  grid.commanding = {
    /* What is done to lines */
    onClick: function (event) {
      const button = event.target.closest('button');
      if (!button) { return; }
      if (button.dataset.jump) {
        const at = button.dataset.jump.split(',').map(Number);
        this.view.go(at[0], at[1]);
      } else if (button.dataset.command && !button.closest('.sdi-linecards')) {
        this.command(button.dataset.command);
      }
    },
    command: function (name, r) {
      const table = this.view.range && r === undefined;
      const last = this.model.rows.length - 1;
      const range = table ? this.view.range() : { top: r === undefined ? last : r, bottom: r === undefined ? last : r };
      const width = this.model.columns.length;
      if (this.commands[name] && !this.locked) { this.commands[name].call(this, range, width, table); }
    },
    commands: {
      undo: function () { if (!this.model.undo()) { this.say(this.texts.nothingToUndo); } },
      redo: function () { this.model.redo(); },
      add: function (range) {
        if (this.isFull(1)) { return; }
        this.model.insert(range.bottom + 1, [grid.row()]);
        this.view.go(range.bottom + 1, 0);
      },
      insert: function (range) {
        if (this.isFull(1)) { return; }
        this.model.insert(range.top, [grid.row()]);
        this.view.go(range.top, 0);
      },
      duplicate: function (range) {
        if (this.isFull(range.bottom - range.top + 1)) { return; }
        this.model.duplicate(range.top, range.bottom, this.texts.copied);
        this.view.go(range.bottom + 1, 0);
      },
      remove: function (range) {
        const count = range.bottom - range.top + 1;
        this.model.remove(range.top, range.bottom);
        this.say(this.texts.removed.replace('{count}', count));
        this.view.focus();
      },
      up: function (range, width, table) { this.moveTo(range, range.top - 1, table); },
      down: function (range, width, table) { this.moveTo(range, range.top + 1, table); },
      clear: function (range, width, table) {
        if (!table) { return; }
        const cells = [];
        for (let r = range.top; r <= range.bottom; r++) {
          for (let c = range.left; c <= range.right; c++) { cells.push([r, c, '']); }
        }
        this.model.set(cells);
        this.view.focus();
      },
      fill: function (range, width, table) {
        if (!table) { return; }
        const cells = [];
        for (let r = range.top + 1; r <= range.bottom; r++) {
          for (let c = range.left; c <= range.right; c++) { cells.push([r, c, this.model.text(range.top, c)]); }
        }
        this.model.set(cells);
        this.view.focus();
      },
      copy: function () { this.copy.open(); },
      /* the first wrong cell after the one where one is, or else the first of all */
      wrong: function () {
        const at = this.view.at || { r: -1, c: -1 };
        const next = this.wrong.find(function (one) { return one.r > at.r || (one.r === at.r && one.c > at.c); });
        const found = next || this.wrong[0];
        if (found) { this.view.go(found.r, found.c); }
      }
    },
    moveTo: function (range, at, table) {
      if (!this.model.move(range.top, range.bottom, at)) { return; }
      if (table) { this.view.select(at, at + range.bottom - range.top); } else { this.view.go(at, 0); }
    },
    isFull: function (more) {
      if (this.model.rows.length + more <= this.model.most) { return false; }
      this.say(this.texts.full.replace('{limit}', this.model.most), true);
      return true;
    },
    addCopies: function (rows) {
      if (this.isFull(rows.length)) { return; }
      const kept = this.model.rows.filter(function (row) { return !grid.isBlank(row); });
      this.model.become(kept.concat(rows.map(function (row) { return grid.row(row.values); })));
      this.say(this.texts.added.replace('{count}', rows.length));
      this.view.go(kept.length, 0);
    },

    paste: function (text) {
      if (this.locked || !text) { return; }
      let rows = grid.parse(text);
      const range = this.view.range();
      let places = grid.heading(rows[0], this.model.columns);
      const unknown = (places || []).map(function (place, index) { return place === null ? rows[0][index] : ''; }).filter(Boolean);
      if (places) {
        rows = rows.slice(rows[1] && grid.isNumbering(rows[1]) ? 2 : 1);
      } else {
        const width = Math.max.apply(null, rows.map(function (row) { return row.length; }));
        places = Array.from({ length: width }, function (_, index) { return range.left + index; });
      }
      const cells = this.spread(rows, places, range);
      const bottom = cells.reduce(function (most, cell) { return Math.max(most, cell[0]); }, 0);
      if (bottom >= this.model.most) {
        this.say(this.texts.full.replace('{limit}', this.model.most), true);
        return;
      }
      this.model.set(cells);
      const lost = places.filter(function (place) { return place !== null && place >= this.model.columns.length; }, this).length;
      const said = [this.texts.pasted.replace('{count}', rows.length)];
      if (unknown.length) { said.push(this.texts.unknown.replace('{columns}', unknown.join(', '))); }
      if (lost) { said.push(this.texts.lost.replace('{count}', lost)); }
      this.say(said.join(' '), Boolean(unknown.length || lost));
      this.view.go(range.top, this.view.at.c);
    },
    /* Cells of a block at its place; one cell fills all that is selected. */
    spread: function (rows, places, range) {
      const cells = [];
      if (rows.length === 1 && rows[0].length === 1) {
        for (let r = range.top; r <= range.bottom; r++) {
          for (let c = range.left; c <= range.right; c++) { cells.push([r, c, rows[0][0]]); }
        }
        return cells;
      }
      rows.forEach(function (row, r) {
        row.forEach(function (text, index) {
          const c = places[index];
          if (c >= 0 && c !== null && c < this.model.columns.length) { cells.push([range.top + r, c, text]); }
        }, this);
      }, this);
      return cells;
    },

    /* Entries of the register of Standar Data, where one types a name or a concept */
    suggest: function (control, column, r) {
      if (!window.sdijemberStandar || ['nama', 'konsep', 'id_sds'].indexOf(column.name) === -1) { return null; }
      const kind = column.name === 'konsep' ? 'konsep' : 'variabel';
      const key = this.model.rows[r].key;
      return window.sdijemberStandar.attach(control.input, {
        kind: kind, texts: { found: this.texts.found, none: this.texts.none },
        choose: this.fromEntry.bind(this, control, column, key)
      });
    },
    fromEntry: function (control, column, key, entry) {
      const own = column.name === 'id_sds' ? 'kode' : 'nama';
      control.input.value = entry[own];
      const r = this.model.rows.findIndex(function (row) { return row.key === key; });
      const cells = [[r, this.columnOf(column.name), entry[own]]];
      Object.keys(FROM_ENTRY).forEach(function (name) {
        const c = this.columnOf(name);
        const value = name === 'konsep' && entry.jenis === 'konsep' ? entry.nama : entry[FROM_ENTRY[name]];
        if (c !== -1 && name !== column.name && value && !this.model.text(r, c)) { cells.push([r, c, value]); }
      }, this);
      this.editor.close();
      this.model.set(cells);
      if (cells.length > 1) { this.say(this.texts.filled.replace('{name}', entry.nama)); }
      if (this.view.cell) { this.view.go(r, this.columnOf(column.name)); }
    },
    columnOf: function (name) {
      return this.model.columns.findIndex(function (column) { return column.name === name; });
    }
  };
})();
