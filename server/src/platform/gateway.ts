import { DecoratorManager } from '@midwayjs/core';

/** The abstract class of a port, decorated with `@Provide()`: whoever needs the outside system asks for it by this class. */
type Port<T extends object> = abstract new () => T;

/** Which adapter answers for a port; `id` is the container's own for the port's class. */
export interface Answer {
  id: string;
  adapter: object;
}

export const answer = <T extends object>(port: Port<T>, adapter: NoInfer<T>): Answer => ({
  id: DecoratorManager.getProviderUUId(port as never),
  adapter,
});
