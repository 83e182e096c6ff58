/* The unsaved sheet, kept in this browser until it is saved or thrown away. */
(function () {
  const grid = window.sdijemberGrid = window.sdijemberGrid || {};

  function Keep(name) { this.name = 'sdijember:rows:' + name; }

  Keep.prototype = {
    write: function (rows, modified) {
      const kept = { at: new Date().toISOString(), modified: modified, rows: rows };
      try { localStorage.setItem(this.name, JSON.stringify(kept)); } catch (error) { /* private window, or full: the page still has it */ }
    },
    read: function () {
      try { return JSON.parse(localStorage.getItem(this.name)); } catch (error) { return null; }
    },
    clear: function () {
      try { localStorage.removeItem(this.name); } catch (error) { /* nothing is kept */ }
    }
  };

  grid.Keep = Keep;
})();
