import type { Province } from '@jzt/shared/contract/province';
import { CATEGORIES, CATEGORY_LABELS } from '@jzt/shared/domain/categories';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { listServices, type Pack, type Service } from '@jzt/shared/policy/index';
import { hotlineOf } from '@jzt/shared/policy/print';
import { SERVICE_LABELS } from '@jzt/shared/policy/words';

/** A province as people see it who choose one: what can be done there, and what to do about the rest. */
export function presentProvince(pack: Pack): Province {
  const named = (service: Service) => ({ service, labelZh: SERVICE_LABELS[service] ?? '' });
  const kinds = CATEGORIES.flatMap((category) => {
    const phone = hotlineOf(pack, category);
    return phone && phone !== pack.hotline?.value ? [{ labelZh: CATEGORY_LABELS[category], phone }] : [];
  });
  return {
    code: pack.province as Jurisdiction,
    name: pack.nameZh,
    demoRules: pack.demoRules ?? false,
    offers: listServices(pack)
      .map(named)
      .filter((one) => one.labelZh),
    instead: Object.entries(pack.instead ?? {}).map(([service, sentenceZh]) => ({ ...named(service as Service), sentenceZh })),
    hotlines: [...(pack.hotline ? [{ labelZh: '咨询电话', phone: pack.hotline.value }] : []), ...kinds],
  };
}
