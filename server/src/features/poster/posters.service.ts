import { Inject, Singleton } from '@midwayjs/core';
import { PAGES } from '@jzt/shared/contract/pages';
import { classScene, entryScene, type Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { provinceName } from '@jzt/shared/domain/provinces';
import { GatewayDown } from '../../gateways/gateway-down';
import { Wechat } from '../../gateways/wechat/port';
import { outsideDown } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Organisations } from '../organisation/organisation.service';
import { TrainingClasses } from '../training/training.service';
import { printPoster } from './printPoster';

const day = (date: string): string => `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** 海报 (CQ-27): scanned in WeChat, the code opens the home of the province, or the class. Throws CODE_DOWN while WeChat draws none, GLYPH_MISSING. */
@Singleton()
export class Posters {
  @Inject() private readonly wechat: Wechat;
  @Inject() private readonly organisations: Organisations;
  @Inject() private readonly classes: TrainingClasses;

  async ofProvince({ jurisdiction }: Caller): Promise<Buffer> {
    return this.home(jurisdiction!, provinceName(jurisdiction!), []);
  }

  async ofInstitution({ jurisdiction, organisationId }: Caller): Promise<Buffer> {
    const { name, address, phone } = await this.organisations.institution(organisationId!);
    return this.home(jurisdiction!, name, [`地址：${address}`, `电话：${phone}`]);
  }

  async ofClass(caller: Caller, classId: string): Promise<Buffer> {
    const one = await this.classes.mine(caller, classId);
    const { name, address, phone } = await this.organisations.institution(caller.organisationId!);
    const code = await this.code(classScene(one.jurisdiction, one.id), PAGES.class);
    const lines = [one.courseTitle, `${day(one.startsOn)}至${day(one.endsOn)}`, name, `地址：${address}`, `电话：${phone}`];
    return printPoster({ title: one.name, invitation: '微信扫一扫，看班次、报名', code, lines });
  }

  private async home(jurisdiction: Jurisdiction, title: string, lines: readonly string[]): Promise<Buffer> {
    const code = await this.code(entryScene(jurisdiction), PAGES.home);
    return printPoster({
      title,
      invitation: '微信扫一扫，进入建证通',
      code,
      lines: ['实名认证、报名、学习、考试、证书，一个小程序办', ...lines],
    });
  }

  private async code(scene: string, page: string): Promise<Buffer> {
    try {
      return await this.wechat.getWxacodeUnlimit(scene, page);
    } catch (error) {
      if (error instanceof GatewayDown) throw outsideDown('CODE_DOWN', '微信暂时不能生成小程序码，请稍后再打印');
      throw error;
    }
  }
}
