/* Choosing lines of another kegiatan of the office, to be added to the sheet. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};

  /*
   * dialog   <dialog> with [data-source], [data-lines], [data-all], [data-take], [data-close], [data-said]
   * options  url, texts, take(rows)
   */
  function Copy(dialog, options) {
    this.dialog = dialog;
    this.options = options;
    this.part = function (name) { return dialog.querySelector('[data-' + name + ']'); };
    this.part('source').addEventListener('change', this.onSource.bind(this));
    this.part('all').addEventListener('change', this.onAll.bind(this));
    this.part('take').addEventListener('click', this.onTake.bind(this));
    this.part('close').addEventListener('click', function () { dialog.close(); });
  }

  Copy.prototype = {
    open: function () {
      this.dialog.showModal();
      if (!this.loaded) { this.load(); }
    },
    ask: function (url) {
      return fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
        .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(answer); });
    },
    load: function () {
      const select = this.part('source');
      this.ask(this.options.url).then(function (found) {
        this.loaded = true;
        found.forEach(function (one) {
          const option = grid.made('option', '', select, one.title + (one.year ? ' (' + one.year + ')' : '') + ' – ' + one.count);
          option.value = one.id;
        });
        this.say(found.length ? '' : this.options.texts.noSource);
      }.bind(this)).catch(this.fail.bind(this));
    },
    onSource: function () {
      const list = this.part('lines');
      list.textContent = '';
      this.rows = [];
      const id = this.part('source').value;
      if (!id) { return; }
      this.ask(this.options.url + '/' + encodeURIComponent(id)).then(function (rows) {
        this.rows = rows;
        rows.forEach(function (row, index) {
          const label = grid.made('label', 'sdi-choice', list);
          const box = grid.made('input', 'form-check-input', label);
          box.type = 'checkbox';
          box.value = index;
          const text = grid.made('span', '', label, row.values.nama || '–');
          grid.made('span', 'sdi-choice__help', text, row.values.definisi || '');
        });
        this.part('all').checked = false;
        this.say('');
      }.bind(this)).catch(this.fail.bind(this));
    },
    onAll: function (event) {
      this.part('lines').querySelectorAll('input').forEach(function (box) { box.checked = event.target.checked; });
    },
    onTake: function () {
      const boxes = this.part('lines').querySelectorAll('input:checked');
      const rows = Array.prototype.map.call(boxes, function (box) { return this.rows[box.value]; }, this);
      if (!rows.length) {
        this.say(this.options.texts.chooseLines);
        return;
      }
      this.dialog.close();
      this.options.take(rows);
    },
    say: function (text) { this.part('said').textContent = text; },
    fail: function () { this.say(this.options.texts.failed); }
  };

  grid.Copy = Copy;
})();
