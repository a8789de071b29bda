export default definePageConfig({ navigationBarTitleText: '证书调入', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
