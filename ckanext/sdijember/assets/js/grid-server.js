/* Talking to the portal: checking without saving, and saving all lines at once. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};

  /*
   * form  the form with the token against forgery
   * urls  save, check
   */
  function Server(form, urls) {
    this.form = form;
    this.urls = urls;
  }

  Server.prototype = {
    token: function () {
      return this.form.querySelector('input[type="hidden"][name]:not([name="modified"])');
    },
    /* Send lines; what comes back is {status, …}, status 0 if nothing came. */
    send: function (url, rows, modified) {
      const data = new FormData();
      const token = this.token();
      if (token) { data.append(token.name, token.value); }
      data.append('rows', JSON.stringify(rows));
      data.append('modified', modified || '');
      return fetch(url, { method: 'POST', body: data, headers: { Accept: 'application/json' }, credentials: 'same-origin' })
        .then(function (answer) {
          if ((answer.headers.get('Content-Type') || '').indexOf('application/json') === -1) {
            return { status: answer.ok ? 401 : answer.status };
          }
          return answer.json().then(function (content) { return Object.assign(content, { status: answer.status }); });
        }, function () { return { status: 0 }; });
    },
    check: function (rows) { return this.send(this.urls.check, rows); },
    /* After a new login the token of this page is an old one: take that of a fresh page, and try once more. */
    save: function (rows, modified) {
      return this.send(this.urls.save, rows, modified).then(function (answer) {
        if (answer.status !== 400) { return answer; }
        return this.renew().then(function (renewed) {
          return renewed ? this.send(this.urls.save, rows, modified) : answer;
        }.bind(this));
      }.bind(this));
    },
    renew: function () {
      const token = this.token();
      return fetch(this.urls.save, { credentials: 'same-origin' }).then(function (answer) { return answer.text(); })
        .then(function (text) {
          const page = new DOMParser().parseFromString(text, 'text/html');
          const fresh = token && page.querySelector('#sdi-rows-form input[name="' + token.name + '"]');
          if (!fresh) { return false; }
          token.value = fresh.value;
          return true;
        }, function () { return false; });
    }
  };

  grid.Server = Server;
})();
