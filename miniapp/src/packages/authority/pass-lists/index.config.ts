export default definePageConfig({ navigationBarTitleText: '合格名单与签发', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
