export const examRoutes = {};
