// The box that finds everything, as one types: what is taken from the list is opened.
import { offerNames } from "./suggest.js";

for (const input of document.querySelectorAll("form.find input")) {
  offerNames(input, "", (one) => { location.assign(one.address); });
}
