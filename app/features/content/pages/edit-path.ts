/** A page's address for its editors: by its code, so that it stays when the page moves. */
export const editPath = (code: string, act?: string) => `/admin/content/${code}${act ? `/${act}` : ""}`;

/** Where a page is begun: at the top, below a page (its code), or in the `news`. */
export const newPagePath = (where?: string) => `/admin/content/new${where ? `/${where}` : ""}`;
