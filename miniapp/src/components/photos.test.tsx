import { describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import userEvent from '@testing-library/user-event';
import { api, localError } from '@/api';
import { on } from '../../testing/target';
import { page } from '../../testing/tarojs-taro';
import { PhotoPicker, type PhotoPickerProps } from './photo-picker';
import { PrivateImage } from './private-image';

describe('PhotoPicker', () => {
  const picked = jest.fn();
  const picker = (props: Partial<PhotoPickerProps> = {}) =>
    render(<PhotoPicker label="身份证正面" shape="card" onPick={picked} {...props} />);
  const empty = () => screen.getByLabelText('身份证正面，点击拍摄');
  const chooser = () => document.querySelector<HTMLInputElement>('input[type=file]');
  /** What WeChat's camera brings on a tap. */
  const taken = async (answer: Promise<unknown>) => {
    on('weapp');
    const choose = jest.spyOn(Taro, 'chooseMedia').mockReturnValue(answer as never);
    picker({ from: 'camera' });
    await act(async () => void fireEvent.click(empty()));
    return choose;
  };
  const photoOf = (size: number) => Promise.resolve({ tempFiles: [{ tempFilePath: '/tmp/card.jpg', size }] });

  it.each(['finger', 'key'])('opens the camera in a browser by a %s, and takes going back for an answer', async (by) => {
    picker({ from: 'camera' });
    if (by === 'finger') fireEvent.click(empty());
    else fireEvent.keyDown(screen.getByRole('button'), { key: 'Enter' });
    expect(chooser()?.getAttribute('capture')).toBe('environment');
    await act(async () => void chooser()!.dispatchEvent(new Event('cancel')));
    expect([chooser(), picked.mock.calls.length, screen.queryByRole('alert')]).toEqual([null, 0, null]);
  });

  it('hands on the photo that WeChat’s camera took', async () => {
    const choose = await taken(photoOf(1000));
    expect(choose).toHaveBeenCalledWith(expect.objectContaining({ sourceType: ['camera'] }));
    expect(picked.mock.calls).toEqual([['/tmp/card.jpg']]);
  });

  it.each<[string, Partial<PhotoPickerProps>, string]>([
    ['empty', {}, '身份证正面，点击拍摄'],
    ['with a photo', { value: '/tmp/card.jpg' }, '身份证正面，已有照片，点击重拍'],
    ['with one that the server has', { shown: <b>照片</b> }, '身份证正面，已有照片，点击重拍'],
    ['busy', { value: '/tmp/card.jpg', busy: true }, '身份证正面，正在上传'],
  ])('that is %s says so', (_state, props, label) => {
    picker(props);
    expect(screen.getByRole('button').getAttribute('aria-label')).toBe(label);
  });

  it('is not tapped a second time while the photo is on its way', async () => {
    picker({ value: '/tmp/card.jpg', busy: true });
    await userEvent.click(screen.getByRole('button'));
    expect(chooser()).toBeNull();
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a closed camera', () => Promise.reject({ errMsg: 'chooseMedia:fail auth deny' }), /没有相机权限/],
    ['a no to the privacy question', () => Promise.reject({ errno: 104, errMsg: 'chooseMedia:fail' }), /没有同意隐私说明/],
    ['a broken photo', () => Promise.reject({ errMsg: 'chooseMedia:fail' }), /打不开/],
    ['one that stays too large', () => photoOf(9_000_000), /超过2MB/],
  ])('says what to do after %s', async (_problem, answer, words) => {
    jest.spyOn(Taro, 'getImageInfo').mockResolvedValue({ width: 100, height: 100 } as never);
    jest.spyOn(Taro, 'compressImage').mockResolvedValue({ tempFilePath: '/tmp/less.jpg' } as never);
    jest.spyOn(Taro, 'getFileSystemManager').mockReturnValue({ statSync: () => ({ size: 3_000_000 }) } as never);
    await taken(answer());
    expect(document.querySelector('.jz-field-error')?.textContent).toMatch(words);
    expect(picked).not.toHaveBeenCalled();
  });

  it('leads to WeChat’s settings when the camera was refused there', async () => {
    await taken(Promise.reject({ errMsg: 'chooseMedia:fail auth deny' }));
    await userEvent.click(screen.getByText('去设置'));
    expect(Taro.openSetting).toHaveBeenCalledTimes(1);
  });
});

describe('PrivateImage', () => {
  const told = jest.fn();
  // A copy is kept by the number of its file, so every test has one of its own.
  let file = 0;
  const image = (props: Partial<Parameters<typeof PrivateImage>[0]> = {}) => {
    // The one of the test before has just left.
    told.mockClear();
    return render(<PrivateImage fileId={`file${(file += 1)}`} label="王强的身份证照片" onState={told} {...props} />);
  };
  const states = () => told.mock.calls.map(([, state]) => state);

  it('is fetched with the token, is in sight once it is drawn, and is enlarged without WeChat’s menu', async () => {
    jest.spyOn(api, 'download').mockResolvedValue('/tmp/1.jpg');
    image();
    const drawn = await screen.findByRole('img', { name: '王强的身份证照片' });
    fireEvent.load(drawn);
    expect(states()).toEqual(['waiting', 'drawn']);
    fireEvent.keyDown(screen.getByRole('button', { name: '王强的身份证照片，点击放大' }), { key: 'Enter' });
    expect(Taro.previewImage).toHaveBeenCalledWith({ urls: ['/tmp/1.jpg'], showmenu: false });
  });

  it('that did not come says why, and is fetched again on a tap', async () => {
    const download = jest.spyOn(api, 'download').mockRejectedValueOnce(localError('OFFLINE')).mockResolvedValue('/tmp/2.jpg');
    image();
    await userEvent.click(await screen.findByRole('button', { name: '重新读取王强的身份证照片' }));
    expect(await screen.findByRole('img')).toBeDefined();
    expect([download.mock.calls.length, states()]).toEqual([2, ['waiting', 'failed', 'waiting', 'waiting']]);
  });

  it('that cannot be drawn is not in sight', async () => {
    jest.spyOn(api, 'download').mockResolvedValue('/tmp/3.jpg');
    image();
    fireEvent.error(await screen.findByRole('img'));
    expect([states(), screen.getByText('照片没有显示出来。') !== null]).toEqual([['waiting', 'failed'], true]);
  });

  it('is not in a picture of the screen: as long as one of them is drawn, and the page is in front', async () => {
    on('weapp');
    jest.spyOn(api, 'download').mockResolvedValue('/tmp/5.jpg');
    const effects = () => jest.mocked(Taro.setVisualEffectOnCapture).mock.calls.map(([to]) => to.visualEffect);
    const [one, other] = [image(), image()];
    await screen.findAllByRole('img');
    expect(effects()).toEqual(['hidden']);
    one.unmount();
    expect(effects()).toEqual(['hidden']);
    act(() => page('hide'));
    act(() => page('show'));
    other.unmount();
    expect(effects()).toEqual(['hidden', 'none', 'hidden', 'none']);
  });

  it('is no button where it is not to be enlarged', async () => {
    jest.spyOn(api, 'download').mockResolvedValue('/tmp/4.jpg');
    image({ zoom: false });
    await waitFor(() => expect(screen.getByRole('img')).toBeDefined());
    expect(screen.queryByRole('button')).toBeNull();
  });
});
