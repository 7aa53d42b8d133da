'use strict';
(() => {
  const canvas = document.getElementById('canvas');
  if (!canvas) {
    return;
  }
  const svg = canvas.querySelector('svg');
  const panel = document.getElementById('panel');
  const details = JSON.parse(document.getElementById('details').textContent);
  const boxes = [...svg.querySelectorAll('.box')];
  const wires = [...svg.querySelectorAll('.wires path')];
  const size = { width: svg.width.baseVal.value, height: svg.height.baseVal.value };
  const places = boxes.map(box => {
    const { e, f } = box.transform.baseVal.consolidate().matrix;
    return { x: e, y: f };
  });
  const rows = boxes.map((_, i) => i).sort((a, b) => places[a].y - places[b].y || places[a].x - places[b].x);
  let zoom = 1;
  let chosen = -1;

  function show(next) {
    const before = zoom;
    const middle = {
      x: (canvas.scrollLeft + canvas.clientWidth / 2) / before,
      y: (canvas.scrollTop + canvas.clientHeight / 2) / before,
    };
    zoom = Math.min(3, Math.max(0.05, next));
    svg.setAttribute('width', size.width * zoom);
    svg.setAttribute('height', size.height * zoom);
    canvas.scrollLeft = middle.x * zoom - canvas.clientWidth / 2;
    canvas.scrollTop = middle.y * zoom - canvas.clientHeight / 2;
  }

  function fit() {
    show(Math.min(1, (canvas.clientWidth - 4) / size.width, (canvas.clientHeight - 4) / size.height));
  }

  /* Readable first: as wide as there is room, but never so small that nothing can be read. */
  function begin() {
    show(Math.max(0.85, Math.min(1, (canvas.clientWidth - 4) / size.width)));
    canvas.scrollTop = 0;
    canvas.scrollLeft = Math.max(0, (places[0].x + 50) * zoom - canvas.clientWidth / 2);
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) {
      made.className = className;
    }
    return made;
  }

  function tell(index) {
    const box = details[index];
    const parts = [element('h3', box.title), element('p', box.name, 'faint')];
    let group = '';
    let list;
    for (const fact of box.facts) {
      if (fact.group !== group) {
        group = fact.group;
        list = document.createElement('dl');
        parts.push(element('h4', group), list);
      }
      list.append(element('dt', fact.name), element('dd', fact.text));
    }
    panel.replaceChildren(...parts);
    panel.classList.remove('idle');
    panel.scrollTop = 0;
  }

  function choose(index, focus) {
    if (chosen >= 0) {
      boxes[chosen].classList.remove('chosen');
      boxes[chosen].tabIndex = -1;
    }
    chosen = index;
    boxes[index].classList.add('chosen');
    boxes[index].tabIndex = 0;
    for (const wire of wires) {
      wire.classList.toggle('near', +wire.dataset.from === index || +wire.dataset.to === index);
    }
    tell(index);
    if (focus) {
      boxes[index].focus({ preventScroll: true });
      reveal(index);
    }
  }

  function reveal(index) {
    const frame = canvas.getBoundingClientRect();
    const box = boxes[index].getBoundingClientRect();
    const gap = 40;
    if (box.top < frame.top + gap || box.bottom > frame.bottom - gap) {
      canvas.scrollTop += box.top - frame.top - frame.height / 2 + box.height / 2;
    }
    if (box.left < frame.left + gap || box.right > frame.right - gap) {
      canvas.scrollLeft += box.left - frame.left - frame.width / 2 + box.width / 2;
    }
  }

  function follow(index, key) {
    const down = key === 'ArrowDown';
    if (down || key === 'ArrowUp') {
      const wire = wires.find(each => +(down ? each.dataset.from : each.dataset.to) === index);
      return wire ? +(down ? wire.dataset.to : wire.dataset.from) : -1;
    }
    const place = rows.indexOf(index) + (key === 'ArrowRight' ? 1 : -1);
    return place >= 0 && place < rows.length ? rows[place] : -1;
  }

  svg.addEventListener('keydown', event => {
    const index = boxes.indexOf(event.target.closest('.box'));
    if (index < 0) {
      return;
    }
    if (['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'].includes(event.key)) {
      const next = follow(index, event.key);
      if (next >= 0) {
        choose(next, true);
      }
      event.preventDefault();
    } else if (event.key === 'Enter' || event.key === ' ') {
      choose(index, true);
      event.preventDefault();
    }
  });
  svg.addEventListener('focusin', event => {
    const index = boxes.indexOf(event.target.closest('.box'));
    if (index >= 0 && index !== chosen) {
      choose(index, false);
      reveal(index);
    }
  });

  let grip = null;
  canvas.addEventListener('pointerdown', event => {
    if (event.pointerType === 'mouse' && event.button === 0) {
      grip = { x: event.clientX + canvas.scrollLeft, y: event.clientY + canvas.scrollTop };
      canvas.classList.add('dragged');
    }
  });
  window.addEventListener('pointermove', event => {
    if (grip) {
      canvas.scrollLeft = grip.x - event.clientX;
      canvas.scrollTop = grip.y - event.clientY;
    }
  });
  window.addEventListener('pointerup', () => {
    grip = null;
    canvas.classList.remove('dragged');
  });
  svg.addEventListener('click', event => {
    const index = boxes.indexOf(event.target.closest('.box'));
    if (index >= 0) {
      choose(index, true);
    }
  });
  canvas.addEventListener('wheel', event => {
    if (event.ctrlKey) {
      show(zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
      event.preventDefault();
    }
  }, { passive: false });

  document.getElementById('smaller').addEventListener('click', () => show(zoom / 1.3));
  document.getElementById('larger').addEventListener('click', () => show(zoom * 1.3));
  document.getElementById('fit').addEventListener('click', fit);

  const find = document.getElementById('find');
  const found = document.getElementById('found');
  let hits = [];
  find.addEventListener('input', () => {
    const text = find.value.trim().toLowerCase();
    hits = [];
    boxes.forEach((box, i) => {
      const hit = `${details[i].title} ${details[i].name}`.toLowerCase().includes(text);
      box.classList.toggle('far', !hit);
      if (hit && text) {
        hits.push(i);
      }
    });
    found.textContent = text ? `${hits.length} found; Enter goes to the next` : '';
  });
  find.addEventListener('keydown', event => {
    if (event.key === 'Enter' && hits.length > 0) {
      const next = hits[(hits.indexOf(chosen) + 1) % hits.length];
      choose(next, false);
      reveal(next);
      event.preventDefault();
    }
  });
  document.querySelectorAll('[data-go]').forEach(link => {
    link.addEventListener('click', () => {
      canvas.scrollIntoView({ block: 'center' });
      choose(+link.dataset.go, true);
    });
  });

  begin();
})();
