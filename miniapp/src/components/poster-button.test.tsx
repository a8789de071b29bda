import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import { posterRoutes } from '@jzt/shared/contract/poster';
import { api, localError } from '@/api';
import { on } from '../../testing/target';
import { PosterButton } from './poster-button';

const tap = () => act(async () => screen.getByText('打印海报').click());

describe('PosterButton', () => {
  beforeEach(() => on('weapp'));

  it('CQ-27 opens the poster of this class', async () => {
    const download = jest.spyOn(api, 'download').mockResolvedValue('/tmp/poster.pdf');
    const args = { params: { id: '665544332211009988776655' } };
    const { container } = render(<PosterButton route={posterRoutes.class} args={args} name="安全班" />);
    await tap();
    expect(download.mock.calls).toEqual([[posterRoutes.class, args]]);
    expect(Taro.openDocument).toHaveBeenCalledWith(expect.objectContaining({ filePath: '/tmp/poster.pdf', fileType: 'pdf' }));
    expect(container.textContent).toBe('打印海报');
  });

  it('says why there is none, and is tried again on a tap', async () => {
    jest.spyOn(api, 'download').mockRejectedValueOnce(localError('OFFLINE')).mockResolvedValue('/tmp/poster.pdf');
    const { container } = render(<PosterButton route={posterRoutes.institution} name="西宁一校" />);
    await tap();
    expect(container.textContent).toContain(localError('OFFLINE').messageZh);
    await tap();
    expect(container.textContent).toBe('打印海报');
  });
});
