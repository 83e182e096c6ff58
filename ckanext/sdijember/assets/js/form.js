/* Forms of datasets and files. Without any of this they still work; the server checks everything again. */

/* Ask for a field only while another one has one of certain answers. A field that is not asked is not sent, and asks
   no further one; what was typed stays in it, in case the answer is changed back. */
this.ckan.module('sdijember-show-when', function ($) {
  return {
    options: { field: '', values: '' },
    initialize: function () {
      var form = $(this.el).closest('form');
      this.values = String(this.options.values).split(' ');
      this.sources = form.find('[name="' + this.options.field + '"]');
      /* of all fields, for the answer may be hidden itself; they hear it in the order in which they stand */
      form.on('change', this.update.bind(this));
      this.update();
    },
    update: function () {
      var given = this.sources.filter(':enabled').filter(function () {
        return !/^(radio|checkbox)$/.test(this.type) || this.checked;
      }).map(function () { return this.value; }).get();
      var asked = given.some(function (value) { return this.values.indexOf(value) !== -1; }, this);
      this.el[0].hidden = !asked;
      this.el.find('input, select, textarea').prop('disabled', !asked);
    }
  };
});

/* Offer only the choices that fit the answer to another field. */
this.ckan.module('sdijember-choices-by', function ($) {
  return {
    options: { field: '' },
    initialize: function () {
      this.sources = $(this.el).closest('form').find('[name="' + this.options.field + '"]');
      this.sources.on('change', this.update.bind(this));
      this.update();
    },
    update: function () {
      var answer = this.sources.filter(':checked').val();
      this.el.find('optgroup').each(function () {
        this.hidden = this.disabled = Boolean(answer) && this.dataset.by !== answer;
      });
      if (this.el.find('option:selected').closest('optgroup').prop('disabled')) { this.el.val(''); }
    }
  };
});

/* The blocks of a long form as steps: one is shown at a time, all are sent. */
this.ckan.module('sdijember-steps', function ($) {
  return {
    options: { current: '' },
    initialize: function () {
      this.steps = this.el.find('[data-step]');
      this.links = this.el.find('.sdi-stepper [data-step-link]');
      this.el.on('click', '[data-step-link]', this.onLink.bind(this));
      this.el.on('keydown', 'input', this.onKey.bind(this));
      this.el.on('sdijember:show', this.onShow.bind(this));
      window.addEventListener('hashchange', this.onHash.bind(this));
      this.show(this.options.current);
      this.onHash();
    },
    show: function (name) {
      this.current = name;
      this.steps.each(function () { this.hidden = this.dataset.step !== name; });
      this.links.each(function () {
        if (this.dataset.stepLink === name) {
          this.setAttribute('aria-current', 'step');
        } else {
          this.removeAttribute('aria-current');
        }
      });
    },
    onLink: function (event) {
      event.preventDefault();
      this.show(event.currentTarget.dataset.stepLink);
      var heading = this.steps.filter(':visible').find('.sdi-form__heading')[0];
      this.el[0].scrollIntoView();
      heading.focus({ preventScroll: true });
    },
    /* The step that holds a field, before somebody is led to it. */
    onShow: function (event) {
      var step = event.target.closest('[data-step]');
      if (step) { this.show(step.dataset.step); }
    },
    /* A link that leads to a field, as from the list of what is missing. */
    onHash: function () {
      var target = /^#field-/.test(location.hash) && document.getElementById(location.hash.slice(1));
      if (!target || !this.el[0].contains(target)) { return; }
      $(target).trigger('sdijember:show');
      target.scrollIntoView({ block: 'center' });
      ($(target).is('fieldset') ? $(target).find('input').get(0) || target : target).focus({ preventScroll: true });
    },
    /* Enter saves the step before the eyes, not the first one. */
    onKey: function (event) {
      if (event.key !== 'Enter') { return; }
      event.preventDefault();
      this.steps.filter(':visible').find('button[name=save]').trigger('click');
    }
  };
});

/* Offer the indicators of the kegiatan that was chosen; what the list showed before stays if they cannot be fetched. */
this.ckan.module('sdijember-kegiatan', function ($) {
  return {
    options: { target: '', none: '' },
    initialize: function () {
      this.el.on('change', this.load.bind(this));
    },
    load: function () {
      var list = $(document.getElementById(this.options.target)), none = this.options.none, chosen = this.el.val();
      if (!chosen) { list.empty(); return; }
      var url = this.sandbox.client.url('/api/3/action/sdijember_rows_show');
      $.getJSON(url, { id: chosen, form: 'indikator' }).done(function (answer) {
        var rows = answer.result.rows;
        list.empty();
        if (!rows.length) { $('<p class="sdi-field__help"></p>').text(none).appendTo(list); }
        rows.forEach(function (row) {
          var box = $('<input type="checkbox" class="form-check-input" name="id_msind">').val(row.id);
          $('<label class="sdi-choice"></label>').append(box, $('<span></span>').text(row.nama)).appendTo(list);
        });
      });
    }
  };
});

/* Put the list of errors before the eyes, and let its links reach the control itself. */
this.ckan.module('sdijember-summary', function ($) {
  return {
    initialize: function () {
      this.el.on('click', 'a[href^="#"]', function (event) {
        var target = document.getElementById(this.getAttribute('href').slice(1));
        if (!target) { return; }
        event.preventDefault();
        var control = $(target).is('fieldset') ? $(target).find('input').get(0) || target : target;
        $(target).trigger('sdijember:show');
        target.closest('.sdi-field').scrollIntoView({ block: 'center' });
        control.focus({ preventScroll: true });
      });
      this.el[0].focus();
    }
  };
});

/* Say at once when a file cannot be taken; go by its name for what is still empty. */
this.ckan.module('sdijember-file', function ($) {
  return {
    options: { limit: 10, formats: '', tooLarge: '', empty: '', unknown: '' },
    initialize: function () {
      this.formats = {};
      String(this.options.formats).trim().split(/\s+/).forEach(function (pair) {
        var parts = pair.split('=');
        this.formats[parts[0]] = parts[1];
      }, this);
      this.el.on('change', this.onChange.bind(this));
      this.el.closest('form').on('submit', this.onSubmit.bind(this));
    },
    problem: function (file) {
      var megabytes = file.size / 1048576;
      if (file.size === 0) { return this.options.empty; }
      if (megabytes > this.options.limit) {
        return this.options.tooLarge.replace('{size}', megabytes.toFixed(1).replace('.', ','))
          .replace('{limit}', this.options.limit);
      }
      if (!this.formats[this.extension(file)]) {
        var names = Object.values(this.formats);
        return this.options.unknown.replace('{formats}', names.join(', '));
      }
      return '';
    },
    extension: function (file) {
      return file.name.split('.').pop().toLowerCase();
    },
    onChange: function () {
      var file = this.el[0].files[0];
      this.say(file ? this.problem(file) : '');
      if (!file || this.message) { return; }
      var form = this.el.closest('form');
      form.find('[name="format"]').val(this.formats[this.extension(file)]);
      var name = form.find('[name="name"]');
      if (!name.val()) { name.val(file.name.replace(/\.[^.]*$/, '').replace(/[_-]+/g, ' ')); }
      if (this.extension(file) === 'csv') { this.readHeader(file); }
    },
    onSubmit: function (event) {
      if (this.message) {
        event.preventDefault();
        event.stopImmediatePropagation();
        this.el[0].focus();
      }
    },
    say: function (message) {
      this.message = message;
      this.el.siblings('.sdi-field__error').remove();
      this.el.toggleClass('is-invalid', Boolean(message)).attr('aria-invalid', message ? 'true' : null);
      if (message) {
        $('<div class="sdi-field__error" role="alert"></div>').text(message).insertAfter(this.el);
      }
    },
    /* Column names of a CSV: its first line, if it is one. */
    readHeader: function (file) {
      var form = this.el.closest('form');
      file.slice(0, 65536).text().then(function (text) {
        var line = text.replace(/^\ufeff/, '').split(/\r?\n/)[0];
        var sign = [',', ';', '\t', '|'].sort(function (a, b) {
          return line.split(b).length - line.split(a).length;
        })[0];
        var names = line.split(sign).map(function (name) { return name.trim().replace(/^"(.*)"$/, '$1'); });
        if (names.length > 1 && names.every(Boolean) && (line.match(/"/g) || []).length % 2 === 0) {
          form.find('[data-rows]').trigger('sdijember:columns', [names]);
        }
      });
    }
  };
});

/* Add and remove rows of subfields. Numbers keep three digits, because they are sorted as text. */
this.ckan.module('sdijember-rows', function ($) {
  return {
    initialize: function () {
      this.list = this.el.find('[data-rows]');
      this.template = this.el.find('[data-template]').html();
      this.next = this.list.children().length;
      this.el.find('[data-add], [data-remove]').prop('hidden', false);
      this.el.on('click', '[data-add]', this.onAdd.bind(this));
      this.el.on('click', '[data-remove]', this.onRemove.bind(this));
      this.list.on('sdijember:columns', this.onColumns.bind(this));
    },
    add: function () {
      var number = String(this.next++).padStart(3, '0');
      var row = $(this.template.replace(/INDEX/g, number).trim());
      row.find('[data-remove]').prop('hidden', false);
      return row.appendTo(this.list);
    },
    onAdd: function () {
      this.add().find('input').first().trigger('focus');
    },
    onRemove: function (event) {
      var row = $(event.target).closest('[data-row]');
      var other = row.next().length ? row.next() : row.prev();
      row.remove();
      if (!this.list.children().length) { other = this.add(); }
      other.find('input').first().trigger('focus');
      this.list.closest('form').trigger('change');
    },
    /* Fill in names, but never over what somebody has written. */
    onColumns: function (event, names) {
      var written = this.list.find('input, select').filter(function () { return this.value; });
      if (written.length) { return; }
      this.list.empty();
      this.next = 0;
      names.forEach(function (name) {
        this.add().find('[name$="-nama"]').val(name);
      }, this);
    }
  };
});
