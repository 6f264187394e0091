// Hands htmx a Trusted Types policy, and switches off code in attributes.
const refuse = () => {
  throw new Error('Code in attributes is switched off.');
};

htmx.registerExtension('opinion', {
  init(api) {
    const rules = { createHTML: (html) => html, createScript: refuse };
    const policy = window.trustedTypes ? trustedTypes.createPolicy('htmx', rules) : rules;
    api.initSecurity(policy, refuse, refuse);
  },
});
