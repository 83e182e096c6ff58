/* The sheet on a wide screen: a table that is moved about in with the keyboard, like a spreadsheet. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};
  const HTML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  /* Rows that PageUp and PageDown go over. */
  const PAGE = 10;

  function safe(text) { return text.replace(/[&<>"]/g, function (sign) { return HTML[sign]; }); }

  /*
   * place    element that holds the table
   * model    grid.Model
   * options  texts, locked, marks(row) → {field: {level, message}}, edit(r, c, typed), command(name), moved()
   */
  function Table(place, model, options) {
    this.place = place;
    this.model = model;
    this.options = options;
    this.at = { r: 0, c: 0 };
    this.from = this.at;
    this.painted = [];
    this.build();
  }

  Table.prototype = {
    build: function () {
      const table = document.createElement('table');
      table.className = 'sdi-sheet-grid';
      table.setAttribute('role', 'grid');
      table.setAttribute('aria-label', this.options.texts.grid);
      table.setAttribute('aria-multiselectable', 'true');
      table.innerHTML = '<colgroup><col class="sdi-col-no">' + this.model.columns.map(function (column) {
        return '<col class="sdi-col-' + column.kind + '">';
      }).join('') + '</colgroup><thead><tr><th scope="col" class="sdi-sheet-grid__corner">No</th>' +
        this.model.columns.map(this.head, this).join('') + '</tr></thead><tbody></tbody>';
      this.table = table;
      this.body = table.tBodies[0];
      this.place.appendChild(table);
      this.listen();
    },
    head: function (column) {
      return '<th scope="col" title="' + safe(column.help) + '"><span>' + safe(column.label) + '</span>' +
        (column.required ? ' <abbr class="sdi-field__required" title="' + safe(this.options.texts.required) + '">*</abbr>' : '') +
        (column.number ? ' <small>' + safe(column.number) + '</small>' : '') + '</th>';
    },
    listen: function () {
      this.table.addEventListener('mousedown', this.onPress.bind(this));
      this.table.addEventListener('mouseover', this.onOver.bind(this));
      this.table.addEventListener('dblclick', this.onDouble.bind(this));
      this.table.addEventListener('keydown', this.onKey.bind(this));
      this.table.addEventListener('focusin', this.onFocus.bind(this));
      ['copy', 'cut', 'paste'].forEach(function (name) {
        this.table.addEventListener(name, this.onClipboard.bind(this));
      }, this);
    },

    /* Drawing */
    render: function () {
      this.body.innerHTML = this.model.rows.map(this.line, this).join('');
      this.at = this.inside(this.at);
      this.from = this.inside(this.from);
      this.painted = [];
      this.paint();
    },
    renderRow: function (r) {
      const holder = document.createElement('tbody');
      holder.innerHTML = this.line(this.model.rows[r], r);
      this.body.replaceChild(holder.firstChild, this.body.rows[r]);
      this.paint();
    },
    line: function (row, r) {
      const marks = this.options.marks(row);
      const blank = grid.isBlank(row);
      const cells = this.model.columns.map(function (column, c) {
        const text = row.values[column.name] || '';
        const mark = marks[column.name];
        let name = 'sdi-cell';
        if (mark && mark.level === 'error') { name += ' is-wrong'; }
        else if (mark) { name += ' is-doubtful'; }
        else if (!blank && this.model.isMissing(c, row)) { name += ' is-missing'; }
        if (!blank && !this.model.applies(c, row)) { name += ' is-off'; }
        return '<td class="' + name + '" role="gridcell" tabindex="-1"' +
          (mark ? ' title="' + safe(mark.message) + '"' : '') + (mark && mark.level === 'error' ? ' aria-invalid="true"' : '') +
          '><div>' + safe(this.model.shown(c, text)) + '</div></td>';
      }, this);
      return '<tr id="baris-' + (r + 1) + '"><th scope="row" class="sdi-sheet-grid__no" title="' +
        safe(this.options.texts.wholeRow) + '">' + (r + 1) + '</th>' + cells.join('') + '</tr>';
    },
    inside: function (at) {
      return {
        r: Math.max(0, Math.min(at.r, this.model.rows.length - 1)),
        c: Math.max(0, Math.min(at.c, this.model.columns.length - 1))
      };
    },
    cell: function (r, c) {
      const row = this.body.rows[r];
      return row ? row.cells[c + 1] : null;
    },
    range: function () {
      return {
        top: Math.min(this.at.r, this.from.r), bottom: Math.max(this.at.r, this.from.r),
        left: Math.min(this.at.c, this.from.c), right: Math.max(this.at.c, this.from.c)
      };
    },
    paint: function () {
      this.painted.forEach(function (cell) {
        cell.classList.remove('is-selected', 'is-active');
        cell.removeAttribute('aria-selected');
        cell.tabIndex = -1;
      });
      this.painted = [];
      const range = this.range();
      for (let r = range.top; r <= range.bottom; r++) {
        for (let c = range.left; c <= range.right; c++) {
          const cell = this.cell(r, c);
          if (!cell) { continue; }
          cell.classList.add('is-selected');
          cell.setAttribute('aria-selected', 'true');
          this.painted.push(cell);
        }
      }
      const active = this.cell(this.at.r, this.at.c);
      if (active) {
        active.classList.add('is-active');
        active.tabIndex = 0;
        this.painted.push(active);
      }
    },

    /* Where one is */
    go: function (r, c, extend) {
      this.at = this.inside({ r: r, c: c });
      if (!extend) { this.from = this.at; }
      this.paint();
      const cell = this.cell(this.at.r, this.at.c);
      if (cell) {
        cell.focus({ preventScroll: true });
        this.show(cell);
      }
      this.options.moved();
    },
    /* Bring a cell out from under the heading and the columns that stay. */
    show: function (cell) {
      const box = cell.getBoundingClientRect();
      const view = this.place.getBoundingClientRect();
      const top = view.top + this.table.tHead.offsetHeight;
      const kept = this.body.rows[0].cells[0].offsetWidth + (this.at.c ? this.body.rows[0].cells[1].offsetWidth : 0);
      const low = Math.min(view.bottom, window.innerHeight - 90);
      if (box.top < top) { this.place.scrollTop -= top - box.top; }
      else if (box.bottom > low) { this.place.scrollTop += Math.min(box.bottom - low, box.top - top); }
      if (this.at.c && box.left < view.left + kept) { this.place.scrollLeft -= view.left + kept - box.left; }
      else if (box.right > view.right) { this.place.scrollLeft += Math.min(box.right - view.right, box.left - view.left - kept); }
    },
    select: function (top, bottom) {
      this.from = this.inside({ r: bottom, c: this.model.columns.length - 1 });
      this.go(top, 0, true);
    },
    focus: function () { this.go(this.at.r, this.at.c, true); },

    placeOf: function (target) {
      const cell = target.closest('td, th');
      const row = cell && cell.closest('tbody tr');
      return row ? { r: row.sectionRowIndex, c: cell.cellIndex - 1 } : null;
    },
    onFocus: function (event) {
      const at = this.placeOf(event.target);
      if (at && at.c >= 0 && (at.r !== this.at.r || at.c !== this.at.c)) { this.go(at.r, at.c); }
    },
    onPress: function (event) {
      const at = this.placeOf(event.target);
      if (!at || event.button) { return; }
      event.preventDefault();
      if (at.c < 0) {
        const first = event.shiftKey ? this.from.r : at.r;
        this.select(Math.min(first, at.r), Math.max(first, at.r));
      } else {
        this.go(at.r, at.c, event.shiftKey);
      }
    },
    onOver: function (event) {
      const at = event.buttons === 1 && this.table.contains(document.activeElement) ? this.placeOf(event.target) : null;
      if (at && at.c >= 0) {
        this.at = at;
        this.paint();
      }
    },
    onDouble: function (event) {
      const at = this.placeOf(event.target);
      if (at && at.c >= 0) { this.options.edit(at.r, at.c); }
    },

    onKey: function (event) {
      const move = this.moves(event);
      const ctrl = event.ctrlKey || event.metaKey;
      if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        this.options.command(event.key === 'ArrowUp' ? 'up' : 'down');
      } else if (event.key === 'Escape') {
        this.leaving = true;
        return;
      } else if (event.key === 'Tab') {
        if (!this.tab(event.shiftKey)) { return; }
      } else if (move) {
        this.go(move.r, move.c, event.shiftKey);
      } else if (ctrl) {
        const command = { z: event.shiftKey ? 'redo' : 'undo', y: 'redo', d: 'fill', enter: 'add' }[event.key.toLowerCase()];
        if (event.key.toLowerCase() === 'a') { this.from = { r: 0, c: 0 }; this.go(Infinity, Infinity, true); }
        else if (!command) { return; }
        else { this.options.command(command); }
      } else if (event.key === 'Delete' || event.key === 'Backspace') {
        this.options.command('clear');
      } else if (event.key === 'F2' || event.key === 'Enter') {
        this.options.edit(this.at.r, this.at.c);
      } else if (event.key.length === 1 && !event.altKey) {
        /* the key goes into the editor, which has the focus when this is over */
        this.options.edit(this.at.r, this.at.c, event.key);
        return;
      } else {
        return;
      }
      this.leaving = false;
      event.preventDefault();
    },
    moves: function (event) {
      const far = event.ctrlKey || event.metaKey;
      const at = this.at;
      switch (event.key) {
        case 'ArrowUp': return { r: far ? 0 : at.r - 1, c: at.c };
        case 'ArrowDown': return { r: far ? Infinity : at.r + 1, c: at.c };
        case 'ArrowLeft': return { r: at.r, c: far ? 0 : at.c - 1 };
        case 'ArrowRight': return { r: at.r, c: far ? Infinity : at.c + 1 };
        case 'Home': return { r: far ? 0 : at.r, c: 0 };
        case 'End': return { r: far ? Infinity : at.r, c: Infinity };
        case 'PageUp': return { r: at.r - PAGE, c: at.c };
        case 'PageDown': return { r: at.r + PAGE, c: at.c };
        default: return null;
      }
    },
    /* Tab goes through the cells; at the ends, and after Escape, it leaves the table. */
    tab: function (back) {
      const width = this.model.columns.length;
      const next = this.at.r * width + this.at.c + (back ? -1 : 1);
      if (this.leaving || next < 0 || next >= width * this.model.rows.length) {
        this.leaving = false;
        return false;
      }
      this.go(Math.floor(next / width), next % width);
      return true;
    },

    block: function () {
      const range = this.range();
      const rows = [];
      for (let r = range.top; r <= range.bottom; r++) {
        const row = [];
        for (let c = range.left; c <= range.right; c++) { row.push(this.model.shown(c, this.model.text(r, c))); }
        rows.push(row);
      }
      return rows;
    },
    onClipboard: function (event) {
      if (!event.clipboardData || event.target.closest('input, textarea, select')) { return; }
      event.preventDefault();
      if (event.type === 'paste') {
        this.options.paste(event.clipboardData.getData('text/plain'));
        return;
      }
      event.clipboardData.setData('text/plain', grid.format(this.block()));
      if (event.type === 'cut') { this.options.command('clear'); }
    }
  };

  grid.Table = Table;
})();
