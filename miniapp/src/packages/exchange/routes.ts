import { page, told } from '../../route-kit';

export const exchangeRoutes = {
  /** 证书管理: the old certificates of a person, and whether each is exchanged (HN-01…06). */
  home: told('exchanges'),
  /** One exchange, every step of it to 更新 (HN-07…09). */
  case: told('exchange'),
  /** Which class, by the holder's own choice (HN-21). */
  enrol: page<{ id: string }>('packages/exchange/enrol/index'),
  /** 未换证人员名单 (HN-23). */
  pending: told('unexchanged'),
  /** 现场核查档案 (HN-04). */
  fileChecks: told('fileChecks'),
};
