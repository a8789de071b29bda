export default definePageConfig({ navigationBarTitleText: '免试申领安全员C证' });
