import { Card, ListRow } from '@/components';
import { call } from '@/phone';
import { useServed } from '.';

/** Whom to ask: the numbers of the province that serves the person. */
export function Hotlines() {
  const served = useServed();
  if (!served || served.hotlines.length === 0) return null;
  return (
    <Card>
      {served.hotlines.map(({ labelZh, phone }) => (
        <ListRow
          key={labelZh}
          icon="phone"
          title={labelZh}
          hint={`${served.name} ${phone}`}
          label={`拨打${served.name}${labelZh}${phone}`}
          onTap={() => call(phone)}
        />
      ))}
    </Card>
  );
}
