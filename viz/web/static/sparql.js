// The editor on the plain form of the SPARQL page: it asks this server, keeps nothing, and is left by Escape.

const form = document.querySelector("form.sparql");
const place = document.createElement("div");
const { Yasgui } = window;
const here = (path) => new URL(`..${path}`, import.meta.url).href; // also below a path of another server

if (Yasgui) {
  const written = form.elements.query.value;
  const prefixes = await (await fetch(here("/sparql/prefixes.json"))).json();
  form.after(place);
  form.hidden = true;
  const gui = new Yasgui(place, {
    persistenceId: null,
    populateFromUrl: false,
    tabName: "Query",
    requestConfig: { endpoint: here("/sparql"), method: "POST" },
    yasqe: {
      value: written,
      persistenceId: null,
      prefixCcApi: here("/sparql/prefixes.json"),
      autocompleters: ["prefixes", "variables"],
      createShareableLink: (yasqe) => `${here("/sparql")}?${new URLSearchParams({ query: yasqe.getValue() })}`,
    },
    yasr: { persistenceId: null, prefixes: { ...prefixes }, maxPersistentResponseSize: 0 },
  });
  const dress = (tab) => {
    const yasqe = tab.getYasqe();
    const input = yasqe.getInputField();
    input.setAttribute("aria-label", "Query");
    yasqe.setOption("extraKeys", {
      ...yasqe.getOption("extraKeys"),
      Esc: () => {
        input.blur();
        place.querySelector(".tabPanel.active .yasqe_queryButton")?.focus();
      },
    });
  };
  gui.on("tabAdd", (_, id) => setTimeout(() => dress(gui.getTab(id))));
  const first = gui.getTab();
  first.getYasqe().setValue(written);
  dress(first);
}
