export const authorityRoutes = {};
