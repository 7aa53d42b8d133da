// The page at /: sends one image to /v1/attributes and shows the answer by the model's groups.
'use strict';

const by = id => document.getElementById(id);
const readable = name => name.replaceAll('_', ' ').replace(/^5 o Clock/, "5 o'clock");
let latest = 0;

/** An element with a class and children: strings become text, never markup. */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function say(sentence, wrong = false) {
  by('status').textContent = sentence;
  by('status').classList.toggle('wrong', wrong);
}

/** The JSON of an answer; a problem becomes an error with its sentence. */
async function json(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(body.detail || `The server answered ${response.status}.`);
  }
  return body;
}

const modelReady = fetch('/v1/models').then(json).then(list => {
  const chosen = list.models.find(model => model.default);
  return fetch(`/v1/models/${encodeURIComponent(chosen.name)}`).then(json);
});

function bar(attribute, threshold) {
  const percent = Math.round(attribute.probability * 100);
  const fill = element('span', 'fill');
  fill.style.width = `${attribute.probability * 100}%`;
  const tick = element('span', 'threshold');
  tick.style.left = `${threshold * 100}%`;
  const track = element('span', 'bar', fill, tick);
  track.setAttribute('role', 'meter');
  track.setAttribute('aria-label', readable(attribute.name));
  track.setAttribute('aria-valuemin', '0');
  track.setAttribute('aria-valuemax', '100');
  track.setAttribute('aria-valuenow', String(percent));
  track.setAttribute('aria-valuetext', `${percent} %, ${attribute.present ? 'present' : 'absent'}`);
  const row = element('li', attribute.present ? 'attribute present' : 'attribute',
    element('span', 'name', readable(attribute.name)), element('span', 'value', `${percent} %`), track);
  row.title = `present from ${Math.round(threshold * 100)} %`;
  return row;
}

function show(face, manifest) {
  const attributes = new Map(face.attributes.map(attribute => [attribute.name, attribute]));
  const grouped = new Set(manifest.groups.flatMap(group => group.attributes));
  const rest = manifest.labels.filter(label => !grouped.has(label));
  const groups = rest.length ? [...manifest.groups, {name: 'other', attributes: rest}] : manifest.groups;
  by('answer').replaceChildren(...groups.map(group => element('section', 'group',
    element('h2', '', readable(group.name)),
    element('ul', '', ...group.attributes.map(name => bar(attributes.get(name), manifest.thresholds[name]))))));
}

async function read(file) {
  const mine = ++latest; // of several files dropped in a row, the last one counts
  const preview = by('preview');
  URL.revokeObjectURL(preview.src);
  preview.onerror = () => { preview.hidden = true; by('hint').hidden = false; };
  preview.src = URL.createObjectURL(file);
  preview.hidden = false;
  by('hint').hidden = true;
  by('answer').replaceChildren();
  say('Reading …');
  try {
    const start = performance.now();
    const [answer, manifest] = await Promise.all([
      fetch('/v1/attributes', {
        method: 'POST',
        headers: {'Content-Type': file.type === 'image/png' ? 'image/png' : 'image/jpeg'},
        body: file,
      }).then(json),
      modelReady,
    ]);
    if (mine !== latest) return;
    const face = answer.images[0].faces[0];
    show(face, manifest);
    const present = face.attributes.filter(attribute => attribute.present).length;
    say(`${present} of ${face.attributes.length} attributes present, read in ${Math.round(performance.now() - start)} ms.`);
  } catch (mistake) {
    if (mine === latest) say(mistake.message, true);
  }
}

by('file').addEventListener('change', event => {
  if (event.target.files.length) read(event.target.files[0]);
  event.target.value = ''; // the same file may be chosen again
});
for (const kind of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(kind, event => {
    event.preventDefault(); // a file beside the field must not replace the page
    by('drop').classList.toggle('over', kind === 'dragover');
    if (kind === 'drop' && event.dataTransfer.files.length) read(event.dataTransfer.files[0]);
  });
}
document.addEventListener('paste', event => {
  if (event.clipboardData.files.length) read(event.clipboardData.files[0]);
});

modelReady
  .then(manifest => { by('model').textContent = `${manifest.name} ${manifest.version}, ${manifest.labels.length} attributes`; })
  .catch(mistake => say(mistake.message, true));
