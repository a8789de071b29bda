import mongoose from 'mongoose';

/** Every place of every collection that has a name: a feature that is added is found without being told. */
export const schemaPaths = (): { model: mongoose.Model<unknown>; path: string }[] =>
  Object.values(mongoose.models).flatMap((model) =>
    pathsOf(model.schema).map((path) => ({ model: model as mongoose.Model<unknown>, path })),
  );

function pathsOf(schema: mongoose.Schema, before = ''): string[] {
  const paths: string[] = [];
  schema.eachPath((name, type) => {
    const below = (type as { schema?: mongoose.Schema }).schema;
    if (below) paths.push(...pathsOf(below, `${before}${name}.`));
    else paths.push(`${before}${name}`);
  });
  return paths;
}
