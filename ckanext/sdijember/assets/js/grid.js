/*
 * The page of MS-Variabel and MS-Indikator. The server decides what is right; what is marked here is a help.
 *
 * Everything it starts from is in the JSON of #sdi-rows-data: columns, rows, findings, texts, urls.
 */
this.ckan.module('sdijember-grid', function () {
  const grid = window.sdijemberGrid;
  const PHONE = '(max-width: 767.98px)';
  const CHECK_AFTER = 700;
  const KEEP_AFTER = 400;
  const MOST_SHOWN = 100;

  /* A remark that quotes a long text, cut where it says enough. */
  function brief(text) { return text.length > 240 ? text.slice(0, 110) + ' … ' + text.slice(-110) : text; }

  return Object.assign({}, grid.commanding, grid.keeping, {
    initialize: function () {
      const data = JSON.parse(document.getElementById('sdi-rows-data').textContent);
      this.data = data;
      this.texts = data.texts;
      this.locked = data.locked;
      this.modified = data.modified;
      this.root = this.el[0];
      this.frame = this.part('frame');
      this.model = new grid.Model(data.columns, data.rows, data.most);
      this.found = new Map();
      this.take(data.findings, this.model.rows);
      this.keep = new grid.Keep([data.user, data.package, data.form].join(':'));
      this.server = new grid.Server(this.root, data.urls);
      if (!data.stored) { this.model.saved = null; }
      this.draw();
      this.model.watch(this.onModel.bind(this));
      this.tellState();
      if (!this.locked) { this.begin(); }
      window.addEventListener('hashchange', this.jumpToHash.bind(this));
      this.jumpToHash();
    },
    part: function (name) { return this.root.querySelector('[data-' + name + ']'); },
    begin: function () {
      this.root.addEventListener('click', this.onClick.bind(this));
      this.root.addEventListener('submit', this.onSave.bind(this));
      document.addEventListener('keydown', function (event) {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') { this.onSave(event); }
      }.bind(this));
      window.addEventListener('beforeunload', function (event) {
        if (this.model.isDirty()) { event.preventDefault(); }
      }.bind(this));
      this.copy = new grid.Copy(this.part('copy'), { url: this.data.urls.sources, texts: this.texts, take: this.addCopies.bind(this) });
      this.offerKept();
    },

    /* The sheet on a wide screen, cards on a phone */
    draw: function () {
      const phone = window.matchMedia(PHONE);
      const options = {
        texts: this.texts, locked: this.locked, marks: this.marks.bind(this), command: this.command.bind(this),
        edit: this.edit.bind(this), paste: this.paste.bind(this), moved: this.tellCell.bind(this), suggest: this.suggest.bind(this)
      };
      const change = function () {
        this.part('place').textContent = '';
        this.view = phone.matches ? new grid.Cards(this.part('place'), this.model, options)
          : new grid.Table(this.part('place'), this.model, options);
        this.view.render();
      }.bind(this);
      this.editor = new grid.Editor(this.frame, {
        texts: this.texts, suggest: this.suggest.bind(this), cancel: function () { this.view.focus(); }.bind(this),
        commit: this.commit.bind(this)
      });
      phone.addEventListener('change', change);
      change();
    },
    edit: function (r, c, typed) {
      if (this.locked) { return; }
      this.editor.open(this.view.cell(r, c), r, c, this.model.columns[c], this.model.text(r, c), typed);
    },
    commit: function (r, c, text, step) {
      this.model.set([[r, c, text]]);
      const at = { down: [r + 1, c], left: [r, c - 1], right: [r, c + 1] }[step];
      if (at) { this.view.go(Math.min(at[0], this.model.rows.length - 1), at[1]); }
    },
    onModel: function (what) {
      if (what.row >= 0) { this.view.renderRow(what.row); } else { this.view.render(); }
      if (this.part('said').classList.contains('alert-success')) { this.say(''); }
      this.tellState();
      clearTimeout(this.checking);
      clearTimeout(this.keeping);
      this.checking = setTimeout(this.check.bind(this), CHECK_AFTER);
      this.keeping = setTimeout(this.keepNow.bind(this), KEEP_AFTER);
    },

    /* What is wrong */
    take: function (findings, rows) {
      this.found = new Map();
      findings.forEach(function (finding) {
        const row = rows[finding.row - 1];
        if (finding.missing || !row) { return; }
        const marks = this.found.get(row.key) || {};
        if (!marks[finding.field] || finding.level === 'error') {
          marks[finding.field] = { level: finding.level, message: finding.message, text: row.values[finding.field] || '' };
        }
        this.found.set(row.key, marks);
      }, this);
    },
    /* Remarks on what a line says now; those on what has been changed since are left out. */
    marks: function (row) {
      const marks = this.found.get(row.key) || {};
      const now = {};
      Object.keys(marks).forEach(function (name) {
        if (marks[name].text === (row.values[name] || '')) { now[name] = marks[name]; }
      });
      return now;
    },
    check: function () {
      const rows = this.model.rows;
      this.server.check(this.model.payload()).then(function (answer) {
        if (answer.status !== 200 || rows !== this.model.rows) { return; }
        this.refresh(answer.findings, rows);
      }.bind(this));
    },
    refresh: function (findings, rows) {
      const before = this.found;
      this.take(findings, rows);
      this.model.rows.forEach(function (row, r) {
        if (JSON.stringify(before.get(row.key)) !== JSON.stringify(this.found.get(row.key))) { this.view.renderRow(r); }
      }, this);
      if (this.view.paint && !this.editor.isOpen() && this.view.table.contains(document.activeElement)) { this.view.focus(); }
      this.tellState();
    },
    tellState: function () {
      const wrong = [];
      let doubtful = 0;
      this.model.rows.forEach(function (row, r) {
        const marks = this.marks(row);
        this.model.columns.forEach(function (column, c) {
          const mark = marks[column.name];
          if (mark && mark.level === 'error') { wrong.push({ r: r, c: c, label: column.label, message: mark.message }); }
          doubtful += mark && mark.level !== 'error' ? 1 : 0;
        });
      }, this);
      const rows = this.model.rows.filter(function (row) { return !grid.isBlank(row); }).length;
      const missing = this.model.missing();
      const parts = [this.texts.rows.replace('{count}', rows)];
      if (wrong.length) { parts.push(this.texts.wrong.replace('{count}', wrong.length)); }
      if (missing) { parts.push(this.texts.missing.replace('{count}', missing)); }
      if (doubtful) { parts.push(this.texts.doubtful.replace('{count}', doubtful)); }
      parts.push(this.model.isDirty() ? this.texts.unsaved : this.texts.allSaved);
      if (!rows && !this.locked) { this.part('cell').textContent = this.texts.begin; }
      this.part('state').textContent = parts.join(' · ');
      this.root.classList.toggle('is-dirty', this.model.isDirty());
      if (!this.locked) { this.listWrong(wrong); }
    },
    listWrong: function (wrong) {
      const list = this.part('wrong');
      list.hidden = this.part('next').hidden = !wrong.length;
      this.wrong = wrong;
      const lines = list.querySelector('ul');
      lines.textContent = '';
      wrong.slice(0, MOST_SHOWN).forEach(function (one) {
        const line = grid.made('li', '', lines);
        const where = this.texts.where.replace('{row}', one.r + 1).replace('{column}', one.label);
        const jump = grid.made('button', 'btn btn-link', line, where);
        jump.type = 'button';
        jump.dataset.jump = one.r + ',' + one.c;
        line.append(' ' + brief(one.message));
      }, this);
      if (wrong.length > MOST_SHOWN) {
        grid.made('li', '', lines, this.texts.more.replace('{count}', wrong.length - MOST_SHOWN));
      }
    },
    /* The remark on the cell one is in, for those who do not see colours. */
    tellCell: function () {
      if (!this.view || !this.view.at) { return; }
      const row = this.model.rows[this.view.at.r];
      const column = this.model.columns[this.view.at.c];
      const mark = this.marks(row)[column.name];
      const place = this.part('cell');
      place.textContent = mark ? column.label + ': ' + brief(mark.message) : column.help;
      place.classList.toggle('is-wrong', Boolean(mark) && mark.level === 'error');
    },

    say: function (text, bad, buttons) {
      const place = this.part('said');
      place.textContent = '';
      place.className = text ? 'alert ' + (bad ? 'alert-danger' : 'alert-success') : '';
      grid.made('span', '', place, text);
      (buttons || []).forEach(function (one) {
        const button = grid.made('button', 'btn btn-secondary btn-sm', place, one[1]);
        button.type = 'button';
        button.addEventListener('click', this.answers[one[0]].bind(this));
      }, this);
    },
    jumpToHash: function () {
      const found = /^#baris-(\d+)$/.exec(window.location.hash);
      if (found && Number(found[1]) <= this.model.rows.length) { this.view.go(Number(found[1]) - 1, 0); }
    }
  });
});
