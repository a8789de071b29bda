export default definePageConfig({ navigationBarTitleText: '取消激活清理', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
