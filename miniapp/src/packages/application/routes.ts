export const applicationRoutes = {};
