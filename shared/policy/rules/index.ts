// Every rule a pack may use.
export * from './apply';
export * from './certificate';
export * from './continuingEducation';
export * from './duplicates';
export * from './exam';
export * from './exchange';
export * from './filing';
export * from './identity';
export * from './issue';
export * from './person';
export * from './postTransfer';
export * from './time';
