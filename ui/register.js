/*
 * The register page: clicks between document and register, filters, keys. Everything is in the page
 * already; this only shows, hides and scrolls. Without script the links still lead to the lines.
 *
 * An entry is named by a key ("obligations-12"). Rows carry it in data-e; marks of the document carry
 * every key that covers them, by spaces.
 */
(function () {
  'use strict';
  var body = document.body;
  body.classList.add('js', 'show-register');
  var rows = Array.prototype.slice.call(document.querySelectorAll('.row'));
  var kinds = Array.prototype.slice.call(document.querySelectorAll('.kind'));
  var form = document.querySelector('.filters');
  var find = document.getElementById('find');
  var count = document.getElementById('count');
  var none = document.getElementById('none');
  var phone = window.matchMedia('(max-width: 760px)');
  var marksOf = new Map();
  var rowsOf = new Map();
  var lit = [];
  var current = null;
  var clicked = null;

  function add(map, key, element) {
    var list = map.get(key);
    if (list) {
      list.push(element);
    } else {
      map.set(key, [element]);
    }
  }

  document.querySelectorAll('.document [data-e]').forEach(function (mark) {
    mark.dataset.e.split(' ').forEach(function (key) { add(marksOf, key, mark); });
  });
  rows.forEach(function (row) { add(rowsOf, row.dataset.e, row); });

  /* ---- panes ---- */
  function show(pane) {
    body.classList.toggle('show-document', pane === 'document');
    body.classList.toggle('show-register', pane === 'register');
    ['document', 'register'].forEach(function (name) {
      document.getElementById('tab-' + name).setAttribute('aria-pressed', String(name === pane));
    });
  }

  function reveal(element) {
    var fold = element.closest('details');
    if (fold) {
      fold.open = true;
    }
    var tall = element.offsetHeight > window.innerHeight / 2;
    element.scrollIntoView({ block: phone.matches || tall ? 'start' : 'center', behavior: 'auto' });
  }

  /* ---- one entry in both panes ---- */
  function light(key) {
    lit.forEach(function (element) { element.classList.remove('on'); });
    lit = (marksOf.get(key) || []).concat(rowsOf.get(key) || []);
    lit.forEach(function (element) { element.classList.add('on'); });
    history.replaceState(null, '', '#' + key);
  }

  function setCurrent(row) {
    if (current) {
      current.tabIndex = -1;
    }
    current = row;
    row.tabIndex = 0;
  }

  /* field: a part of the row that has a line of its own, or the row itself */
  function toDocument(row, field) {
    var key = row.dataset.e;
    var marks = field && field !== row ? null : marksOf.get(key);
    var line = document.getElementById((field || row).dataset.l);
    light(key);
    setCurrent(row);
    if (phone.matches) {
      show('document');
    }
    if (marks) {
      reveal(marks[0]);
    } else if (line) {
      reveal(line);
    }
    return marks ? marks[0] : line;
  }

  function toRegister(key) {
    var list = rowsOf.get(key);
    if (!list) {
      return;
    }
    var row = list.filter(function (r) { return !r.hidden && !r.closest('[hidden]'); })[0];
    if (!row) {
      form.reset();
      filter();
      row = list[0];
    }
    if (phone.matches) {
      show('register');
    }
    light(key);
    setCurrent(row);
    reveal(row);
    row.focus({ preventScroll: true });
  }

  document.querySelector('.document').addEventListener('click', function (event) {
    var mark = event.target.closest('[data-e]');
    if (!mark || String(window.getSelection())) {
      return;
    }
    event.preventDefault();
    var keys = mark.dataset.e.split(' ');
    /* clicking the same mark again goes on to the next entry that covers it */
    var at = mark === clicked && current ? keys.indexOf(current.dataset.e) : -1;
    clicked = mark;
    toRegister(keys[(at + 1) % keys.length]);
  });

  document.getElementById('entries').addEventListener('click', function (event) {
    var row = event.target.closest('.row');
    if (!row || event.target.closest('summary') || String(window.getSelection())) {
      return;
    }
    event.preventDefault();
    toDocument(row, event.target.closest('[data-l]'));
  });

  /* ---- filters ---- */
  function fold(text) {
    return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  }

  var texts = new Map();
  function textOf(row) {
    var text = texts.get(row);
    if (text === undefined) {
      text = fold(row.textContent);
      texts.set(row, text);
    }
    return text;
  }

  function filter() {
    var kind = form.elements.kind.value;
    var modality = document.getElementById('modality').value;
    var actor = document.getElementById('actor').value;
    var range = document.getElementById('section').value.split('-').map(Number);
    var words = find.value.trim().split(/\s+/).map(fold).filter(Boolean);
    var inRange = document.getElementById('section').value !== '';
    var shown = 0;
    rows.forEach(function (row) {
      var d = row.dataset;
      var ok = (!modality || d.m === modality) && (!actor || d.a === actor) &&
        (!inRange || (d.n !== undefined && Number(d.n) >= range[0] && Number(d.n) < range[1])) &&
        words.every(function (word) { return textOf(row).indexOf(word) >= 0; });
      row.hidden = !ok;
    });
    kinds.forEach(function (section) {
      section.hidden = kind !== '' && section.dataset.kind !== kind;
      section.querySelectorAll('.group').forEach(function (group) {
        group.hidden = !group.querySelector('.row:not([hidden])');
      });
      var visible = section.hidden ? 0 : section.querySelectorAll('.row:not([hidden])').length;
      shown += visible;
      if (visible === 0) {
        section.hidden = true;
      }
      if (words.length || inRange) {
        section.querySelectorAll('details').forEach(function (d) { d.open = true; });
      }
    });
    count.textContent = shown === rows.length ? '全' + rows.length + '件' : rows.length + '件のうち' + shown + '件';
    none.hidden = shown > 0;
    if (!current || current.hidden) {
      var first = visibleRows()[0];
      if (first) {
        setCurrent(first);
      }
    }
  }

  var timer = 0;
  find.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(filter, 120);
  });
  form.addEventListener('change', filter);
  form.addEventListener('reset', function () { setTimeout(filter, 0); });
  form.addEventListener('submit', function (event) { event.preventDefault(); filter(); });

  /* ---- keys ---- */
  function visibleRows() {
    return rows.filter(function (row) { return row.offsetParent !== null; });
  }

  function step(by) {
    var list = visibleRows();
    var at = list.indexOf(current);
    var row = list[Math.max(0, Math.min(list.length - 1, by === Infinity ? list.length - 1 : by === -Infinity ? 0 : at + by))];
    if (row) {
      setCurrent(row);
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest' });
    }
  }

  document.getElementById('entries').addEventListener('keydown', function (event) {
    var row = event.target.closest('.row');
    var steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, Home: -Infinity, End: Infinity };
    if (!row || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key in steps) {
      event.preventDefault();
      step(steps[event.key]);
    } else if (event.key === 'Enter' && event.target === row) {
      event.preventDefault();
      var place = toDocument(row);
      if (place) {
        place.tabIndex = -1;
        place.focus({ preventScroll: true });
      }
    }
  });

  document.addEventListener('keydown', function (event) {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      show('register');
      find.focus();
    } else if (event.key === 'Escape' && event.target !== find && current) {
      if (phone.matches) {
        show('register');
      }
      current.focus({ preventScroll: true });
      current.scrollIntoView({ block: 'nearest' });
    }
  });

  document.querySelector('.tabs').addEventListener('click', function (event) {
    var tab = event.target.closest('button');
    if (tab) {
      show(tab.getAttribute('aria-controls'));
      if (tab.id === 'tab-document' && lit.length && lit[0].closest('.document')) {
        reveal(lit[0]);
      } else {
        window.scrollTo(0, 0);
      }
    }
  });

  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (d) { d.dataset.was = d.open ? '1' : ''; d.open = true; });
  });
  window.addEventListener('afterprint', function () {
    document.querySelectorAll('details').forEach(function (d) { d.open = d.dataset.was === '1'; });
  });

  rows.forEach(function (row) {
    row.tabIndex = -1;
    row.querySelector('.place').tabIndex = -1;
  });
  filter();
  /* a link to an entry shows it in both panes */
  var linked = decodeURIComponent(location.hash.slice(1));
  if (rowsOf.has(linked)) {
    toRegister(linked);
    if (!phone.matches && marksOf.has(linked)) {
      reveal(marksOf.get(linked)[0]);
    }
  }
}());
