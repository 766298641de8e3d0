/** Opens from “Link” in the toolbar, where scripts run: words find the site's pages and topics, an address is taken as it is. */
export const LinkPicker = ({ id }: { id: string }) => (
  <section className="pn-picker" aria-label="Link" data-picker="" data-address="/search/links" hidden>
    <label className="nhsuk-label" htmlFor={`${id}-link`}>
      Link to
    </label>
    <div className="nhsuk-hint" id={`${id}-link-hint`}>
      Words of a page or topic here, or an address from anywhere.
    </div>
    <input className="pn-input" id={`${id}-link`} type="text" autoComplete="off" aria-describedby={`${id}-link-hint`} />
    <div className="pn-suggest">
      <div id={`${id}-links`} role="listbox" tabIndex={-1} aria-label="Pages and topics" hidden />
    </div>
    <p
      className="pn-meta"
      role="status"
      data-none="Nothing found that you can read. Try other words, or paste an address."
      data-choose="Choose from the list that opens while you type, or paste a whole address."
    />
    <div className="pn-toolbar">
      <button type="button" className="pn-toolbar__button" data-act="take">
        Insert link
      </button>
      <button type="button" className="pn-toolbar__button" data-act="leave">
        Cancel
      </button>
    </div>
  </section>
);
