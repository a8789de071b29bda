export default definePageConfig({ navigationBarTitleText: '合格名单', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
