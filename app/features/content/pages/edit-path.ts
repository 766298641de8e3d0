/** A page's address for its editors: by its code, so that it stays when the page moves. */
export const editPath = (code: string, act?: string) => `/admin/content/${code}${act ? `/${act}` : ""}`;
