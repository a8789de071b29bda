import mongoose from 'mongoose';

// Off by default in mongoose 9 (design.md section 4): an unknown filter field must not widen a query, an operator in input must not run.
mongoose.set('strictQuery', true);
mongoose.set('sanitizeFilter', true);
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);

/** Who uses the connection: several APIs of one process share it. */
let users = 0;

/** Connects the process to its database. One process serves one database. */
export async function connectDatabase(uri: string): Promise<void> {
  await mongoose.connect(uri, { serverSelectionTimeoutMS: 5000, maxPoolSize: 40, w: 'majority', journal: true, retryWrites: false });
  users += 1;
}

/** The last one that lets it go ends the connection. */
export async function disconnectDatabase(): Promise<void> {
  users -= 1;
  if (users <= 0) await mongoose.disconnect();
}

/** Filters with operators built by our own code, not by a client: lets them pass sanitizeFilter. */
export const trusted = mongoose.trusted;

const AWAY = [
  mongoose.mongo.MongoNetworkError,
  mongoose.mongo.MongoServerSelectionError,
  mongoose.mongo.MongoNotConnectedError,
  mongoose.mongo.MongoTopologyClosedError,
];
/** The database did not answer: nothing is known of what was asked of it. */
export const isDatabaseAway = (error: unknown): boolean => AWAY.some((kind) => error instanceof kind);
