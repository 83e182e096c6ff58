/* Blocks of cells as spreadsheets put them on the clipboard: lines of cells set apart by tabs, quoted where they must be. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};

  /* Rows of cells. A quote is a quote only if it ends where a cell ends; so do Excel and LibreOffice. */
  grid.parse = function (text) {
    const rows = [];
    let row = [];
    let at = 0;
    text = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
    while (at <= text.length) {
      let cell = text[at] === '"' ? quoted(text, at) : null;
      if (!cell) {
        let end = at;
        while (end < text.length && text[end] !== '\t' && text[end] !== '\n') { end++; }
        cell = { text: text.slice(at, end), end: end };
      }
      row.push(cell.text);
      if (text[cell.end] !== '\t') {
        rows.push(row);
        row = [];
      }
      at = cell.end + 1;
    }
    return rows;
  };

  function quoted(text, at) {
    let found = '';
    for (let end = at + 1; end < text.length; end++) {
      if (text[end] !== '"') {
        found += text[end];
      } else if (text[end + 1] === '"') {
        found += '"';
        end++;
      } else {
        const next = text[end + 1];
        return next === undefined || next === '\t' || next === '\n' ? { text: found, end: end + 1 } : null;
      }
    }
    return null;
  }

  grid.format = function (rows) {
    return rows.map(function (row) {
      return row.map(function (text) {
        return /["\t\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      }).join('\t');
    }).join('\n');
  };

  function plain(heading) {
    return heading.toLowerCase().replace(/\(\d+\)([-–]\(\d+\))?/g, ' ').replace(/[*?:]/g, ' ').replace(/\s+/g, ' ').trim();
  }

  const NUMBERS = /^(no\.?|nomor|id( \(jangan diubah\)| \(do not change\))?)$/;

  /* Where each column of a pasted heading belongs: index of ours, -1 to leave out, null for an unknown one.
     Nothing if the first row is no heading. */
  grid.heading = function (cells, columns) {
    const known = {};
    columns.forEach(function (column, index) {
      column.names.forEach(function (name) { known[plain(name)] = index; });
    });
    const places = cells.map(function (cell) {
      const name = plain(cell);
      if (!name || NUMBERS.test(name)) { return -1; }
      return name in known ? known[name] : null;
    });
    const found = places.filter(function (place) { return place !== null && place >= 0; }).length;
    const filled = cells.filter(function (cell) { return cell.trim(); }).length;
    return found >= 2 && found * 2 >= filled ? places : null;
  };

  /* The row below a heading that numbers the columns, as on the printed form. */
  grid.isNumbering = function (cells) {
    return cells.length > 1 && cells.every(function (cell) {
      return !cell.trim() || /^\(\d+\)([-–]\(\d+\))?$/.test(cell.replace(/\s/g, ''));
    });
  };
})();
