/* Saving a sheet, and keeping it until then. Part of the module in grid.js. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};

  grid.keeping = {
    keepNow: function () {
      /* what is offered back is not written over before somebody has answered */
      if (!this.part('kept').hidden) { return; }
      if (this.model.isDirty()) { this.keep.write(this.model.payload(), this.modified); } else { this.keep.clear(); }
    },
    offerKept: function () {
      const kept = this.keep.read();
      if (!kept || !Array.isArray(kept.rows) || JSON.stringify(kept.rows) === JSON.stringify(this.model.payload())) { return; }
      const box = this.part('kept');
      const when = new Date(kept.at).toLocaleString(document.documentElement.lang || 'id', { dateStyle: 'medium', timeStyle: 'short' });
      const text = kept.modified === this.modified ? this.texts.kept : this.texts.keptOld;
      box.querySelector('p').textContent = text.replace('{when}', when).replace('{count}', kept.rows.length);
      box.hidden = false;
      box.addEventListener('click', function (event) {
        const button = event.target.closest('[data-kept-do]');
        if (!button) { return; }
        box.hidden = true;
        if (button.dataset.keptDo === 'back') { this.model.become(this.split(kept.rows)); } else { this.keep.clear(); }
        this.view.focus();
      }.bind(this));
    },
    split: function (rows) {
      return rows.map(function (row) {
        const values = Object.assign({}, row);
        delete values.id;
        return Object.assign(grid.row(values), { id: row.id || '' });
      });
    },
    onSave: function (event) {
      event.preventDefault();
      if (this.editor.isOpen()) { this.editor.commit(''); }
      if (document.activeElement && this.view.place.contains(document.activeElement) && !this.view.cell) { document.activeElement.blur(); }
      if (this.saving) { return; }
      this.saving = true;
      this.part('save').disabled = true;
      this.keepNow();
      const rows = this.model.rows;
      this.server.save(this.model.payload(), this.modified).then(function (answer) {
        this.saving = false;
        this.part('save').disabled = false;
        this.onSaved(answer, rows);
      }.bind(this));
    },
    onSaved: function (answer, rows) {
      if (answer.status === 200) {
        this.modified = answer.modified;
        if (rows === this.model.rows) {
          this.model.store(answer.rows);
          this.keep.clear();
        }
        this.say(answer.message);
      } else if (answer.status === 422) {
        this.refresh(answer.findings, rows);
        this.say(this.texts.notSaved, true);
        this.part('wrong').scrollIntoView({ block: 'nearest' });
      } else if (answer.status === 409) {
        this.stale = answer;
        this.say(answer.message, true, [['overwrite', this.texts.overwrite], ['theirs', this.texts.theirs]]);
      } else {
        this.say((answer.message || this.texts.failed) + ' ' + this.texts.stillHere, true,
          answer.status === 401 ? [['login', this.texts.login]] : []);
      }
    },
    answers: {
      overwrite: function () {
        this.modified = this.stale.modified;
        this.root.requestSubmit();
      },
      theirs: function () {
        this.modified = this.stale.modified;
        this.model.become(this.stale.rows.map(function (row) { return Object.assign(grid.row(row.values), { id: row.id }); }));
        this.say(this.texts.theirsShown);
      },
      login: function () { window.open(this.data.urls.login, '_blank'); }
    }
  };
})();
