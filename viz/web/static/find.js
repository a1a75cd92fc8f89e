// The box that finds everything, as one types: what is taken from the list is opened.
import { offerNames, placeOf } from "./suggest.js";

for (const input of document.querySelectorAll("form.find input")) {
  offerNames(input, "", (one) => { location.assign(placeOf(one.address)); });
}
