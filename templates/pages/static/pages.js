"use strict";
// Only helps: without it every question is shown, and the server decides what is asked of whom.

const answersTo = (name) => [...document.getElementsByName(name)].filter((one) => one.checked).map((one) => one.value);

const showWhatIsAsked = () => {
  for (const question of document.querySelectorAll("[data-when]")) {
    const codes = question.dataset.codes.split(" ");
    const given = answersTo(question.dataset.when).some((code) => codes.includes(code));
    const isAsked = given !== ("not" in question.dataset);
    question.hidden = !isAsked;
    for (const control of question.querySelectorAll("input, textarea")) control.disabled = !isAsked;
  }
};

document.addEventListener("change", showWhatIsAsked);
window.addEventListener("pageshow", showWhatIsAsked);
showWhatIsAsked();

const summary = document.getElementById("summary");
if (summary) summary.focus();

// A second click on the same page would only be taken as the same sending; it need not be sent at all.
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 5000);
  });
}
