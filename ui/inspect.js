/* Chooses which severities the report shows; without it all are shown. */
'use strict';
document.body.classList.add('js');
const choices = document.querySelectorAll('.sum input');
const apply = () => {
  for (const choice of choices) {
    for (const rule of document.querySelectorAll('.rule.' + choice.value)) {
      rule.hidden = !choice.checked;
    }
  }
};
for (const choice of choices) {
  choice.addEventListener('change', apply);
}
apply();
