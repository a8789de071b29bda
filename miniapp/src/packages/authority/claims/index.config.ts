export default definePageConfig({ navigationBarTitleText: '免试申领' });
