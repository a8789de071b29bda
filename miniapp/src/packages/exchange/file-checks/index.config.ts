export default definePageConfig({ navigationBarTitleText: '换证档案核查', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
