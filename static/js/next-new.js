// Leads from each new comment on a page to the next one.
export const lead = ([first, ...others], words) => {
  let last = first;
  for (const head of others) {
    let link = last.querySelector('.more');
    if (!link) {
      link = Object.assign(document.createElement('a'), { className: 'more', textContent: words.next });
      last.append(link);
    }
    link.href = `#${head.parentElement.id}`;
    last = head;
  }
};
