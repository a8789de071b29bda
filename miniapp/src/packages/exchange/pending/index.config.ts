export default definePageConfig({ navigationBarTitleText: '未换证人员名单', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
