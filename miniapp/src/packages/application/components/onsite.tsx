import { Notice } from '@/components';

/** Enterprises that train their own people go to the counter: the app only says where (QH-07). */
export const Onsite = ({ text }: { text?: string }) =>
  text ? (
    <Notice tone="note" title="企业自己组织培训的">
      {text}
    </Notice>
  ) : null;
