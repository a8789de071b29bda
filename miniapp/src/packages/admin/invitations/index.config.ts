export default definePageConfig({ navigationBarTitleText: '单位邀请', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
