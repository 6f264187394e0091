import { quote } from './drafts.js';

// Who selects words of a paragraph is offered to reply to just these.
const button = document.getElementById('quoting');
const squeezed = (text) => text.replace(/\s+/g, '');
let selected = '';
let waiting = '';

const blockOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest('.block');

const fill = (slot, words) => {
  const form = slot.querySelector('form.reply-form');
  if (!form) return;
  quote(form, words);
  (form.elements.name ?? form.elements.text).focus();
};

const offer = () => {
  const selection = getSelection();
  const block = selection.rangeCount ? blockOf(selection.getRangeAt(0).startContainer) : null;
  const slot = block && document.getElementById(`slot-${block.id}`);
  selected = selection.toString().trim();
  const part = squeezed(selected);
  button.hidden = !slot || part.length < 3 || !squeezed(block.firstElementChild.textContent).includes(part);
  if (!button.hidden && button.nextElementSibling !== slot) slot.before(button);
};

if (button) {
  document.addEventListener('selectionchange', offer);
  button.addEventListener('mousedown', (event) => event.preventDefault()); // keeps the selection
  button.addEventListener('click', () => {
    const slot = button.nextElementSibling;
    if (slot.firstElementChild) {
      fill(slot, selected);
    } else {
      waiting = selected;
      slot.parentElement.querySelector('.passage').click();
    }
  });
  document.addEventListener('htmx:after:settle', (event) => {
    const slot = event.detail.task?.target;
    if (waiting && slot?.matches?.('.discussion')) fill(slot, waiting);
    waiting = '';
  });
}
