/** Where staff find an issue. */
export const issuePath = (code: string) => `/admin/newsletters/issues/${code}`;
