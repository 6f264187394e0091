// A passkey is made or used, and what the device answers is sent by a plain form.
const READERS = { create: 'parseCreationOptionsFromJSON', get: 'parseRequestOptionsFromJSON' };

const answerOf = async (form) => {
  const kind = form.dataset.passkey;
  const asked = await fetch(form.dataset.options, { method: 'POST' });
  if (!asked.ok || asked.redirected) throw new Error('no options');
  const publicKey = PublicKeyCredential[READERS[kind]](await asked.json());
  return (await navigator.credentials[kind]({ publicKey })).toJSON();
};

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = !window.PublicKeyCredential?.[READERS[form.dataset.passkey]];
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const said = form.querySelector('[role="status"]');
    said.textContent = '';
    try {
      form.elements.credential.value = JSON.stringify(await answerOf(form));
      form.submit();
    } catch {
      // Declined, no such passkey, or the page is too old: nobody can tell them apart.
      said.textContent = form.dataset.failed;
    }
  });
}
