export default definePageConfig({ navigationBarTitleText: '证书业务', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
